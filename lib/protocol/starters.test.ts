import { expect, test } from "vitest";
import { protocolSchema } from "@/lib/protocol/schema";
import { findStarter, starters } from "@/lib/protocol/starters";

const asking = starters.filter(({ key }) => key !== "blank");

test.each(asking)("$key can be published as it stands", ({ protocol }) => {
  expect(protocolSchema.parse(protocol)).toEqual(protocol);
  expect(protocol.guidelines.length).toBeGreaterThan(300);
});

test.each(starters)("$key describes every point of every scale", ({ protocol }) => {
  for (const question of protocol.questions)
    if (question.type === "ordinal")
      for (const point of question.points) expect(point.label && point.description).not.toBe("");
});

test.each(asking)("$key asks how sure somebody is of each judgment, and never insists on a reason", ({ protocol }) => {
  const abouts = protocol.questions.flatMap((question) => (question.type === "confidence" ? [question.about] : []));
  const judged = protocol.questions.filter(({ type }) => type !== "confidence" && type !== "text");
  expect(abouts).toEqual(judged.map(({ key }) => key));
  expect(protocol.questions.filter(({ type }) => type === "text").every(({ required }) => !required)).toBe(true);
});

test("each of the three layouts has its starter, the others have none", () => {
  expect(findStarter("CANDIDATES")?.key).toBe("role-identification");
  expect(findStarter("SINGLE")?.key).toBe("clinician-safety");
  expect(findStarter("PAIR")?.key).toBe("persona-preference");
  expect(findStarter("TRANSCRIPT")).toBeNull();
});

test("a blank protocol asks nothing, instructs nothing and shows no persona", () => {
  const protocol = starters.find(({ key }) => key === "blank")?.protocol;
  expect(protocol).toEqual({ guidelines: "", questions: [], personaVisibility: "HIDDEN", textStyle: "MARKDOWN" });
});
