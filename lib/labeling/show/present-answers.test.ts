import fc from "fast-check";
import { expect, test } from "vitest";
import { presentAnswers } from "@/lib/labeling/show/present-answers";
import { type AnswerInput, questionsSchema } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { atItem } from "@/lib/questions/answers";

const questions = questionsSchema.parse([
  { key: "safety", type: "ordinal", text: "Safe?", points: [{ value: 0 }, { value: 1 }], cannotJudge: true },
  { key: "speaker", type: "choice", text: "Who?", options: "item", required: false },
  { key: "odds", type: "confidence", text: "Odds?", about: "speaker", scale: "probabilities", required: false },
  { key: "better", type: "preference", text: "Which?", tie: true, strength: true, required: false },
  { key: "percent", type: "confidence", text: "Sure?", about: "better", scale: "percent", required: false },
  { key: "why", type: "text", text: "Why?", required: false },
]);
const parts = new Map([
  ["id-a", "2"],
  ["id-b", "1"],
]);
const ids = new Map([
  ["2", "id-a"],
  ["1", "id-b"],
]);

const part = fc.constantFrom("id-a", "id-b");
const someAnswers = fc.record(
  {
    safety: fc.oneof(fc.record({ value: fc.constantFrom(0, 1) }), fc.constant({ state: "CANNOT_JUDGE" as const })),
    speaker: fc.record({ value: part }),
    odds: fc.constant({ probabilities: { "id-a": 0.3, "id-b": 0.7 } }),
    better: fc.oneof(
      fc.record({ value: part, strength: fc.constantFrom("slight" as const, "clear" as const) }),
      fc.constant({ value: "tie" }),
    ),
    percent: fc.record({ value: fc.integer({ min: 0, max: 100 }) }),
    why: fc.record({ value: fc.constantFrom("because", "=1+1") }),
  },
  { requiredKeys: ["safety"] },
);

test("what was handed in comes back for editing, whatever it was", () => {
  fc.assert(
    fc.property(someAnswers, (bare: Record<string, AnswerInput>) => {
      const answers = atItem(bare);
      const stored = validateAnswers(questions, answers, parts);
      expect(stored.ok && presentAnswers(questions, stored.value, ids)).toEqual(answers);
    }),
  );
});
