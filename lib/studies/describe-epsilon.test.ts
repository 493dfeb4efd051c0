import { expect, test } from "vitest";
import { describeEpsilon } from "@/lib/studies/describe-epsilon";

const [early, late] = [new Date("2026-11-01T12:00:00Z"), new Date("2026-11-20T12:00:00Z")];

test("an epsilon that nobody chose is the default", () => {
  expect(describeEpsilon({ setAt: null, setBy: null, firstJudgeLabelAt: early })).toBe("the default, chosen by nobody");
});

test("it says when epsilon was set, by which role, and whether before the first label of a judge", () => {
  expect(describeEpsilon({ setAt: early, setBy: "OWNER", firstJudgeLabelAt: late })).toMatch(
    /^set on .*November.* by owner, before the first label of a judge$/,
  );
  expect(describeEpsilon({ setAt: late, setBy: "RESEARCHER", firstJudgeLabelAt: early })).toContain("after the first");
  expect(describeEpsilon({ setAt: late, setBy: null, firstJudgeLabelAt: null })).toContain("before the first");
});
