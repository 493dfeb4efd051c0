import { expect, test } from "vitest";
import { latestJudgments } from "@/lib/items/latest-judgments";

const vote = (raterId: string, revision: number, more = {}) => ({
  raterId,
  purpose: "PRIMARY",
  occurrence: 1,
  revision,
  ...more,
});

test("an edit replaces what it edits, whichever comes first", () => {
  expect(latestJudgments([vote("a", 1), vote("a", 3), vote("a", 2), vote("b", 1)])).toEqual([
    vote("a", 3),
    vote("b", 1),
  ]);
});

test("a repeated vote is a vote of its own, and so is another purpose", () => {
  const votes = [vote("a", 1), vote("a", 1, { occurrence: 2 }), vote("a", 1, { purpose: "SURPLUS" })];
  expect(latestJudgments(votes)).toEqual(votes);
});
