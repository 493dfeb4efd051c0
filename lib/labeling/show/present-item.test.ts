import { expect, test } from "vitest";
import type { ItemContent } from "@/lib/labeling/show/item-content";
import { presentItem } from "@/lib/labeling/show/present-item";
import type { ItemLayout } from "@/lib/layouts/layouts";

type Part = ItemContent["parts"][number];
const bare = { text: null, turns: null, label: null, profile: null, personaName: null, personaText: null };
const output = (key: string) => ({ ...bare, id: `id-${key}`, key, isOutput: true, text: `Reply ${key}` });
const candidate = (key: string, given: Partial<Part> = {}): Part => ({
  ...bare,
  id: `id-${key}`,
  key,
  isOutput: false,
  ...given,
});

const present = (layout: ItemLayout, parts: ItemContent["parts"], shownOrder: readonly string[]) =>
  presentItem(
    { assignmentId: "a", versionId: "v", shownOrder, draft: null, leaseExpiresAt: new Date(0) },
    { itemId: "i", layout, prompt: "Who?", promptTurns: null, parts, persona: null },
  );

test("candidates stand in the order drawn for this rater, lettered by place, without their keys", () => {
  const parts = [output("0"), candidate("1", { label: "Ann" }), candidate("2", { label: "Ben" })];
  const { texts, candidates } = present("CANDIDATES", parts, ["2", "0", "1"]);
  expect(candidates).toEqual([
    { partId: "id-2", letter: "A", label: "Ben", profile: null },
    { partId: "id-1", letter: "B", label: "Ann", profile: null },
  ]);
  expect(texts).toEqual([{ partId: "id-0", letter: null, text: "Reply 0", turns: null }]);
});

test("a candidate is called by its label, else by its persona, else by its letter", () => {
  const parts = [
    candidate("1", { label: "Ann", profile: "Cooks", personaName: "Anna", personaText: "Bakes" }),
    candidate("2", { personaName: "Ben", personaText: "Sails" }),
    candidate("3", { personaText: "" }),
  ];
  expect(present("CANDIDATES", parts, ["1", "2", "3"]).candidates).toMatchObject([
    { label: "Ann", profile: "Cooks" },
    { label: "Ben", profile: "Sails" },
    { label: "Candidate C", profile: null },
  ]);
});

test.each(["SINGLE", "PAIR", "TRANSCRIPT", "STATEMENTS"] as const)(
  "an item of the layout %s shows no candidates, whatever parts it has",
  (layout) => {
    const shown = present(layout, [output("0"), candidate("1", { personaName: "Ann" })], ["0", "1"]);
    expect([shown.candidates, shown.texts.length]).toEqual([[], 1]);
  },
);

test("two responses are lettered in the order drawn, and a key that the item lacks shows nothing", () => {
  const { texts } = present("PAIR", [output("0"), output("1")], ["1", "9", "0"]);
  expect(texts.map(({ partId, letter }) => [partId, letter])).toEqual([
    ["id-1", "A"],
    ["id-0", "B"],
  ]);
});
