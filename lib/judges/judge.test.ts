import { expect, test } from "vitest";
import { RaterKind } from "@/lib/generated/prisma/enums";
import { importedJudge } from "@/lib/judges/from-file";
import { isJudge, judgeKinds, judgeKindsSql, judgeWord } from "@/lib/judges/judge";

test("models and programs are judges, people are not", () => {
  expect(Object.values(RaterKind).filter((kind) => isJudge({ kind }))).toEqual(["JUDGE", "CLASSIFIER"]);
  expect(judgeKinds.map(judgeWord)).toEqual(["judge", "classifier"]);
  expect([judgeWord("HUMAN"), judgeKindsSql]).toEqual([null, "'JUDGE', 'CLASSIFIER'"]);
});

test("a judge of a file is one unless the mapping says that it is a person or a program", () => {
  expect(importedJudge("gpt", {})).toEqual({ rater: "gpt", raterKind: "JUDGE", origin: "IMPORTED" });
  expect(importedJudge("toxicity", { raterKind: "CLASSIFIER", promptVersion: "2" })).toEqual({
    rater: "toxicity",
    raterKind: "CLASSIFIER",
    origin: "IMPORTED",
    promptVersion: "2",
  });
});
