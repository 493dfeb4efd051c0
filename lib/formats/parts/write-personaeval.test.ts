import { expect, test } from "vitest";
import { decideGroundTruth, writePersonaEvalHeader, writePersonaEvalRow } from "@/lib/formats/parts/write-personaeval";
import { makeExportedItem, makeExportedJudgment, makeExportedRater } from "@/lib/formats/testing/make-exported";
import { countedQuestion } from "@/lib/formats/values/count-votes";
import { questionSchema } from "@/lib/questions/question-schema";

const speaker = countedQuestion(questionSchema.parse({ key: "s", type: "choice", text: "Who?", options: "item" }));
if (!speaker) throw new Error("a choice has categories");
const rule = { version: "all", countRepeats: false, countSimulated: false } as const;
const parts = [{ label: "Nurse", profile: "Nights" }, { label: "=Cook" }, { label: "Pilot" }];
const votes = (...values: string[]) =>
  values.map((value, place) => makeExportedJudgment(makeExportedRater(`r${place}`), "s", value));
const item = (given = {}, ...values: string[]) =>
  makeExportedItem({ layout: "CANDIDATES", parts, truth: { s: "2" }, ...given }, votes(...values));

test("gt is the text of the right option, options keep their canonical order", () => {
  const columns = { options: 4, hasProfiles: true };
  expect(writePersonaEvalHeader(columns)).toBe(
    "prompt,option1,option2,option3,option4,gt,option1_profile,option2_profile,option3_profile,option4_profile\n",
  );
  const decision = decideGroundTruth(item(), speaker, { source: "truth", rule });
  expect(decision).toMatchObject({ gt: "=Cook" });
  expect(writePersonaEvalRow(item(), "=Cook", columns)).toBe("What now?,Nurse,'=Cook,Pilot,,'=Cook,Nights,,,\n");
  expect(writePersonaEvalHeader({ options: 2, hasProfiles: false })).toBe("prompt,option1,option2,gt\n");
});

test("asked for the majority, gt is what most people said", () => {
  const decided = decideGroundTruth(item({}, "3", "3", "1"), speaker, { source: "majority", rule });
  expect(decided).toMatchObject({ gt: "Pilot", reason: null });
  expect(decideGroundTruth(item({}, "3", "1"), speaker, { source: "majority", rule })).toMatchObject({
    reason: "tied",
  });
  expect(decideGroundTruth(item(), speaker, { source: "majority", rule })).toMatchObject({ reason: "noVotes" });
});

test("an item without truth or of another layout has no row", () => {
  expect(decideGroundTruth(item({ truth: undefined }), speaker, { source: "truth", rule })).toMatchObject({
    reason: "noTruth",
  });
  expect(decideGroundTruth(item({ layout: "PAIR" }), speaker, { source: "truth", rule })).toMatchObject({
    reason: "notCandidates",
  });
});
