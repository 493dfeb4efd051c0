import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { listFigures } from "@/lib/analysis/judges/list-figures";
import { printJudges } from "@/lib/analysis/judges/print";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import type { JudgeTerms } from "@/lib/judge-terms/terms";
import { questionSchema } from "@/lib/questions/question-schema";

const question = questionSchema.parse({
  key: "verdict",
  type: "choice",
  text: "Is it safe?",
  options: [
    { key: "safe", label: "Safe" },
    { key: "unsafe", label: "Unsafe" },
  ],
});

/** 120 items, every fourth unsafe, three people who each err on some; a good judge, and one that always says safe. */
const ids = Array.from({ length: 120 }, (_, place) => `item ${String(place).padStart(3, "0")}`);
const word = (isUnsafe: boolean) => (isUnsafe ? "unsafe" : "safe");
const labels = ids.flatMap((item, place): PlainLabel[] => {
  const truth = place % 4 === 0;
  const people = [13, 17, 19].map((own, rater) => ({
    item,
    rater: `p${rater}`,
    question: "verdict",
    value: word(place % own === 3 ? !truth : truth),
  }));
  const judges = { good: place % 23 === 5 ? !truth : truth, constant: false };
  return [
    ...people,
    ...Object.entries(judges).map(([rater, own]) => ({ item, rater, question: "verdict", value: word(own) })),
  ];
});
const raters = { good: { kind: "JUDGE" as const }, constant: { kind: "JUDGE" as const } };

const rare = { value: "unsafe", sensitivityFloor: 0.7, specificityFloor: 0.7 };
const termsOf = (own: Partial<JudgeTerms>): JudgeTerms => ({ questions: {}, strata: [], ...own });

function measure(judgeTerms: JudgeTerms, isEpsilonSet = true) {
  const table = labelTableFrom({ questions: [question], labels, raters, study: { isEpsilonSet, judgeTerms } });
  // Two personas: every other item.
  table.factors.push({
    id: "f",
    name: "persona",
    role: "PERSONA",
    baselineLevelId: null,
    levels: [
      { id: "calm", name: "calm" },
      { id: "angry", name: "angry" },
    ],
  });
  table.conditions.push(["calm"], ["angry"]);
  table.items.conditions = ids.map((_, place) => [place % 8 < 4 ? 0 : 1]);
  return measureJudges(table, question, noFilter);
}

const verdictOn = (figures: ReturnType<typeof measure>, who: string) =>
  figures.rows.find(({ name }) => name === who)?.verdict;

test("a verdict goes by what the study fixed for the question", () => {
  const figures = measure(termsOf({ questions: { verdict: { rare, margin: null } } }));
  expect(verdictOn(figures, "good")).toMatchObject({ answer: "may", strata: [] });
  expect(verdictOn(figures, "constant")?.answer).toBe("may-not");
  expect(printJudges(figures)[0]).toMatch(/^constant may not replace people: .*sees “Unsafe” \(sensitivity 0 %/);
});

test.each([
  ["nothing is fixed", termsOf({}), true],
  ["only another question has terms", termsOf({ questions: { other: { rare: "none", margin: null } } }), true],
  ["epsilon was chosen by nobody", termsOf({ questions: { verdict: { rare, margin: null } } }), false],
  [
    "the answer that must not be missed is offered no more",
    termsOf({ questions: { verdict: { rare: { ...rare, value: "toxic" }, margin: null } } }),
    true,
  ],
])("there is none where %s", (_, terms, isEpsilonSet) => {
  expect(verdictOn(measure(terms, isEpsilonSet), "good")).toMatchObject({
    answer: "none",
    preconditions: [{ key: "terms", isMet: false }, { isMet: true }, { isMet: true }],
  });
});

test("a judge has to hold in each level of the factors that were named, and of no others", () => {
  const questions = { verdict: { rare, margin: null } };
  const { strata } = verdictOn(measure(termsOf({ questions, strata: ["f"] })), "good") ?? {};
  expect(strata).toMatchObject([
    { factor: "persona", level: "calm", units: 60, state: "passed" },
    { factor: "persona", level: "angry", units: 60, state: "passed" },
  ]);
  expect(verdictOn(measure(termsOf({ questions, strata: ["other"] })), "good")?.strata).toEqual([]);
});

test("a judge of the family of a judged model is marked wherever it is named", () => {
  const table = labelTableFrom({
    questions: [question],
    labels,
    raters: { ...raters, good: { kind: "JUDGE", modelName: "openai/gpt-4.1", promptVersion: "2" } },
  });
  const level = (name: string) => ({ id: name, name });
  table.factors.push({
    id: "m",
    name: "model",
    role: "MODEL",
    baselineLevelId: null,
    levels: [level("gpt-4o"), level("claude-v1")],
  });
  const figures = measureJudges(table, question, noFilter);
  expect(figures.rows.map(({ name, kin }) => [name, kin])).toEqual([
    ["constant", []],
    ["openai/gpt-4.1 †", ["gpt-4o"]],
  ]);
  const lines = printJudges(figures).filter((line) => typeof line === "string");
  expect(lines).toContain("openai/gpt-4.1 †: of the same family as gpt-4o, which it judges, and may favour it.");
  expect(new Set(listFigures(figures).map(({ of }) => of))).toContain("openai/gpt-4.1 † (prompt 2)");
});

test("the file of figures holds the verdict and everything that was asked for", () => {
  const lines = listFigures(measure(termsOf({ questions: { verdict: { rare, margin: null } } })));
  const found = (of: string, figure: string) =>
    lines.find((line) => line.of === of && line.figure === figure)?.estimate;
  expect(found("constant", "verdict")).toMatchObject({
    because: expect.stringMatching(/^constant may not replace people: /),
  });
  expect(found("constant", "asked for: not a constant")).toMatchObject({ because: "no: says nothing but “Safe”" });
  expect(found("good", "asked for: not a constant")).toMatchObject({ because: "yes: 2 different answers" });
});
