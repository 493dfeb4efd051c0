import { expect, test } from "vitest";
import { RaterKind } from "@/lib/generated/prisma/enums";
import { isJudge, judgeKinds, judgeKindsSql, judgeWord } from "@/lib/judges/judge";
import { judgeWays } from "@/lib/judges/ways";

test("models and programs are judges, people are not", () => {
  expect(Object.values(RaterKind).filter((kind) => isJudge({ kind }))).toEqual(["JUDGE", "CLASSIFIER"]);
  expect(judgeKinds.map(judgeWord)).toEqual(["judge", "classifier"]);
  expect([judgeWord("HUMAN"), judgeKindsSql]).toEqual([null, "'JUDGE', 'CLASSIFIER'"]);
});

test("a judge of a file is one unless the mapping says that it is a person or a program", () => {
  expect(judgeWays.file.nameJudge("gpt", {})).toEqual({ rater: "gpt", raterKind: "JUDGE", origin: "IMPORTED" });
  expect(judgeWays.file.nameJudge("toxicity", { raterKind: "CLASSIFIER", promptVersion: "2" })).toEqual({
    rater: "toxicity",
    raterKind: "CLASSIFIER",
    origin: "IMPORTED",
    promptVersion: "2",
  });
});

test("every way stands in the list under its own key and names a judge", () => {
  for (const [key, way] of Object.entries(judgeWays)) {
    expect(way.key).toBe(key);
    expect(way.nameJudge("gpt", {})).toMatchObject({ rater: "gpt", raterKind: "JUDGE" });
  }
});
