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

test("pairs answer both, candidates only who said it", () => {
  expect(findMisfits(questions, [{ layout: "PAIR", items: 3 }])).toEqual([]);
  expect(findMisfits(questions, [{ layout: "CANDIDATES", items: 3 }])).toHaveLength(1);
});
