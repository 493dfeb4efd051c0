import { describe, expect, test } from "vitest";
import type { LayoutCount } from "@/lib/protocol/find-misfits";
import { findUnasked, listOffered } from "@/lib/protocol/offered-targets";
import { questionsSchema } from "@/lib/protocol/schema";

const nothing = { turn: 0, statement: 0 };
const counted = (layout: string, items: number, having: Partial<LayoutCount["having"]>): LayoutCount => ({
  layout,
  items,
  having: { ...nothing, ...having },
});
const shown = "SHOWN" as const;
const offered = (layouts: LayoutCount[], personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER" = shown) =>
  Object.fromEntries(listOffered({ layouts, personaVisibility }).map(({ of, without }) => [of, without]));

describe("what questions may be asked of", () => {
  test("is what the study's items have, and for the rest it is said why not", () => {
    expect(offered([counted("SINGLE", 3, {})])).toEqual({
      item: null,
      part: null,
      turn: "the study's items show no conversation",
      statement: "the study's items show no persona with statements",
    });
    expect(offered([counted("SINGLE", 3, {}), counted("PAIR", 1, { turn: 1 })]).turn).toBeNull();
  });

  test("is everything before anything is loaded, but statements of a persona that is not shown", () => {
    expect(offered([])).toEqual({ item: null, part: null, turn: null, statement: null });
    for (const visibility of ["HIDDEN", "AFTER_ANSWER"] as const)
      expect(offered([], visibility).statement).toBe("the persona's card is not shown with the item");
  });

  test("is nothing that the layout would give away, whatever its items hold", () => {
    const who = counted("CANDIDATES", 2, { turn: 2, statement: 2 });
    expect(offered([who])).toEqual({
      item: null,
      turn: null,
      part: "what stands beside the candidates is judged as a whole",
      statement: "the card of a persona would be the answer",
    });
  });
});

describe("a question of each statement", () => {
  const questions = questionsSchema.parse([
    { key: "safe", type: "text", text: "Why?" },
    { key: "holds", type: "text", text: "Does it hold?", askedOf: "statement" },
  ]);

  test("is told with the number of items that are not asked it", () => {
    const layouts = [
      counted("SINGLE", 1200, { statement: 1199 }),
      counted("PAIR", 2, { statement: 2 }),
      counted("CANDIDATES", 3, { statement: 3 }),
    ];
    expect(findUnasked(questions, { layouts, personaVisibility: shown })).toEqual([
      "“Does it hold?” is asked of each statement of the persona, and not at all on 1 single response of this study: they show no persona with statements",
      "“Does it hold?” is asked of each statement of the persona, and not at all on 3 who-said-it items of this study: the card of a persona would be the answer",
    ]);
  });

  test("is told as never asked where the persona is hidden", () => {
    expect(findUnasked(questions, { layouts: [], personaVisibility: "HIDDEN" })).toEqual([
      "“Does it hold?” is never asked: the persona's card is not shown with the item",
    ]);
  });
});
