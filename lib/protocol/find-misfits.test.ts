import { expect, test } from "vitest";
import { findMisfits } from "@/lib/protocol/find-misfits";
import { questionsSchema } from "@/lib/protocol/schema";

const questions = questionsSchema.parse([
  { key: "better", type: "preference", text: "Which is better?" },
  { key: "who", type: "choice", text: "Who said it?", options: "item" },
]);

test("a preference on single responses is named with the number of items", () => {
  expect(findMisfits(questions.slice(0, 1), [{ layout: "SINGLE", items: 1200 }])).toEqual([
    "“Which is better?” cannot be answered on 1,200 single responses of this study: a preference needs two responses",
  ]);
});

test("pairs answer both, and candidates who said it but no preference", () => {
  expect(findMisfits(questions, [{ layout: "PAIR", items: 3 }])).toEqual([]);
  expect(findMisfits(questions, [{ layout: "CANDIDATES", items: 3 }])).toEqual([
    "“Which is better?” cannot be answered on 3 who-said-it items of this study: a preference needs two responses",
  ]);
  expect(findMisfits(questions.slice(1), [{ layout: "CANDIDATES", items: 3 }])).toEqual([]);
});

test.each([
  ["SINGLE", "single responses"],
  ["TRANSCRIPT", "conversations"],
  ["STATEMENTS", "statements"],
] as const)("on an item of the layout %s nobody can say who said it", (layout, words) => {
  expect(findMisfits(questions.slice(1), [{ layout, items: 2 }])).toEqual([
    `“Who said it?” cannot be answered on 2 ${words} of this study: they have no candidates`,
  ]);
});

test("what asks about the item alone fits every item", () => {
  const options = [
    { key: "yes", label: "Yes" },
    { key: "no", label: "No" },
  ];
  const safe = questionsSchema.parse([{ key: "safe", type: "choice", text: "Safe?", options }]);
  for (const layout of ["SINGLE", "PAIR", "TRANSCRIPT", "CANDIDATES", "STATEMENTS"] as const)
    expect(findMisfits(safe, [{ layout, items: 1 }])).toEqual([]);
});
