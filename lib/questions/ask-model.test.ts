import { expect, test } from "vitest";
import { mapValue } from "@/lib/formats/values/map-label";
import { addQuestion } from "@/lib/protocol/edit-questions";
import { type Question, questionsSchema } from "@/lib/protocol/schema";
import { askModel } from "@/lib/questions/ask-model";
import { hasOwnOptions, questionTypes } from "@/lib/questions/kinds";

const options = ["1", "2", "3"].map((key) => ({ key, label: `Person ${key}` }));

type Schema = { enum?: unknown[]; minimum?: number; maximum?: number; anyOf?: Schema[]; type?: string } & SetSchema;
type SetSchema = { items?: Schema; minItems?: number; maxItems?: number };

/** Answers at the edges of what a schema lets through. */
function listAllowed(schema: Schema): string[] {
  if (schema.anyOf) return schema.anyOf.flatMap(listAllowed);
  if (schema.enum) return schema.enum.map(String);
  if (schema.items) {
    const all = listAllowed(schema.items);
    return [schema.minItems ?? 0, schema.maxItems ?? all.length].map((size) => JSON.stringify(all.slice(0, size)));
  }
  if (schema.minimum !== undefined) return [String(schema.minimum), String(schema.maximum)];
  return ["Any words"];
}

const fresh = questionTypes.reduce<Question[]>((questions, type) => addQuestion(questions, type), []);
const more = questionsSchema.parse([
  { key: "who", type: "choice", text: "Who?", options: "item", cannotJudge: true },
  {
    key: "safe",
    type: "ordinal",
    text: "Safe?",
    points: [{ value: -1 }, { value: 1 }],
    refusal: true,
    cannotJudge: true,
  },
  { key: "whom", type: "multi", text: "Whom?", options: "item", minimum: 0, maximum: 2, cannotJudge: true },
  { key: "better", type: "preference", text: "Which?", tie: true, bothBad: true },
  { key: "dose", type: "number", text: "Dose?", minimum: 0.5, maximum: 4, isWhole: false, unit: "mg" },
  { key: "sure", type: "confidence", text: "Sure?", about: "dose", scale: "percent" },
]);

test.each([...fresh, ...more].map((question) => [question.text, question] as const))(
  "whatever the schema of %j lets through is an answer to it",
  (_, question) => {
    const { sentence, schema } = askModel(question, options);
    expect(sentence).toMatch(/^Answer with .+\.$/);
    for (const value of listAllowed(schema)) {
      expect(mapValue(question, [...fresh, ...more], undefined, value)).toMatchObject({ ok: true });
      const named = value.startsWith("[") ? (JSON.parse(value) as string[]) : [value];
      if (hasOwnOptions(question) && value !== "cannot-judge")
        expect(named.filter((name) => !["1", "2", "3"].includes(name))).toEqual([]);
    }
  },
);

test("what stands apart from the scale is said and let through only where it is offered", () => {
  const safe = more.find(({ key }) => key === "safe");
  expect(safe && askModel(safe)).toEqual({
    sentence:
      'Answer with a point of this scale, on which higher is better: -1; 1. Answer "refusal" if the response is a refusal. Answer "cannot-judge" if it cannot be judged.',
    schema: {
      anyOf: [
        { type: "integer", enum: [-1, 1] },
        { type: "string", enum: ["refusal", "cannot-judge"] },
      ],
    },
  });
});

test("a probability is asked for every option and no other", () => {
  const [odds] = questionsSchema
    .parse([
      { key: "who", type: "choice", text: "Who?", options: "item" },
      { key: "odds", type: "confidence", text: "Odds?", about: "who", scale: "probabilities" },
    ])
    .slice(1);
  expect(odds && askModel(odds, options).schema).toMatchObject({
    required: ["1", "2", "3"],
    additionalProperties: false,
  });
});
