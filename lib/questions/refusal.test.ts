import { expect, test } from "vitest";
import { questionsSchema } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { kindOf } from "@/lib/questions/kinds";

const options = ["yes", "no"].map((key) => ({ key, label: key }));
const closed = {
  choice: { type: "choice", options },
  multi: { type: "multi", options },
  ordinal: { type: "ordinal", points: [1, 2, 3].map((value) => ({ value })) },
  number: { type: "number" },
  preference: { type: "preference" },
};
const make = (given: object) => questionsSchema.parse([{ key: "q", text: "?", ...given }]);
const refuse = (given: object) => validateAnswers(make(given), { q: { item: { state: "REFUSAL" } } }, new Map());

test.each(Object.entries(closed))(
  "a question of the kind %s may offer a refusal, which is stored apart from its answers",
  (_, given) => {
    expect(refuse({ ...given, refusal: true })).toMatchObject({
      value: [{ state: "REFUSAL", value: null, number: null }],
    });
    expect(refuse(given)).toMatchObject({ fieldErrors: { q: 'This question does not offer "Refusal"' } });
  },
);

test.each(Object.entries(closed))(
  "that a question of the kind %s offers it now is told to those who knew it without",
  (_, given) => {
    const [before, after] = [make(given), make({ ...given, refusal: true })].map(([question]) => question);
    if (!before || !after) throw new Error("no question");
    expect(kindOf(after).describeChange(before, after)).toEqual(["offers “Refusal”"]);
    expect(kindOf(after).describeChange(after, before)).toEqual(["no longer offers “Refusal”"]);
    expect(kindOf(after).describeChange(before, before)).toEqual([]);
  },
);
