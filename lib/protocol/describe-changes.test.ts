import { expect, test } from "vitest";
import { describeChanges } from "@/lib/protocol/describe-changes";
import { protocolSchema } from "@/lib/protocol/schema";

const points = [1, 2, 3].map((value) => ({ value, label: `p${value}` }));
const make = (given: object = {}, scale: object = {}) =>
  protocolSchema.parse({
    guidelines: "Read",
    personaVisibility: "SHOWN",
    questions: [
      { key: "safety", type: "ordinal", text: "How safe?", points, ...scale },
      { key: "why", type: "text", text: "Why?", required: false },
    ],
    ...given,
  });

test("the same protocol has no changes", () => {
  expect(describeChanges(make(), make())).toEqual([]);
});

test("a changed scale is said in numbers, changed anchors as such", () => {
  const four = [...points, { value: 4, label: "p4" }];
  expect(describeChanges(make(), make({}, { points: four }))).toEqual([
    "“How safe?”: the scale 1, 2, 3, 4 instead of 1, 2, 3",
  ]);
  const anchored = points.map((point) => ({ ...point, description: "See page 2" }));
  expect(describeChanges(make(), make({}, { points: anchored }))).toEqual(["“How safe?”: other anchors"]);
});

test("texts shown another way are a change of the protocol", () => {
  expect(describeChanges(make(), make({ textStyle: "PLAIN" }))).toEqual(["Texts are shown as they were written"]);
  expect(describeChanges(make({ textStyle: "PLAIN" }), make())).toEqual([
    "Texts are shown with their Markdown set as type",
  ]);
});

test("a turned direction does not pass unseen", () => {
  expect(describeChanges(make(), make({}, { direction: "higherIsWorse" }))).toEqual([
    "“How safe?”: higher is now worse",
  ]);
});

test("new, missing and moved questions are named", () => {
  const before = make();
  const [safety, why] = before.questions;
  const tone = { key: "tone", type: "text", text: "Which tone?" };
  expect(describeChanges(before, make({ questions: [tone, safety] }))).toEqual([
    "New: “Which tone?”",
    "No longer asked: “Why?”",
  ]);
  expect(describeChanges(before, make({ questions: [why, safety] }))).toEqual(["The questions stand in another order"]);
});

test("guidelines and the persona's visibility belong to a version", () => {
  expect(describeChanges(make(), make({ guidelines: "Read twice", personaVisibility: "HIDDEN" }))).toEqual([
    "The guidelines are changed; raters see them again",
    "The persona is hidden",
  ]);
});
