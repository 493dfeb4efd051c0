import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { printJudges } from "@/lib/analysis/judges/print";
import { listTuningLines } from "@/lib/analysis/judges/tuning";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";

const options = [{ key: "safe" }, { key: "unsafe" }].map(({ key }) => ({ key, label: key }));
const question = questionSchema.parse({ key: "ok", type: "choice", text: "Safe?", options });
const ids = Array.from({ length: 60 }, (_, place) => `item ${place}`);
const truthOf = (place: number) => (place % 4 === 0 ? "unsafe" : "safe");
const say = (rater: string, answer: (place: number) => string): PlainLabel[] =>
  ids.map((item, place) => ({ item, rater, question: "ok", value: answer(place) }));
const people = ["anna", "ben", "cleo"].flatMap((rater) => say(rater, truthOf));
/** Right on what it was tuned on, the first third, and wrong on half of the rest. */
const tuned = (place: number) => (place < 20 || place % 2 === 0 ? truthOf(place) : "unsafe");
const isTuned = (place: number) => place < 20;

function measure(labels: PlainLabel[], raters: Record<string, object>, isForTuning = isTuned) {
  const items = Object.fromEntries(ids.map((id, place) => [id, { isForTuning: isForTuning(place) }]));
  return measureJudges(labelTableFrom({ questions: [question], labels, items, raters }), question, noFilter);
}

const judge = { kind: "JUDGE", modelName: "gpt" };

test("figures of a judge are on the items that it was not tuned on, those of people on all", () => {
  const figures = measure([...people, ...say("gpt", tuned)], { gpt: judge });
  expect(figures.rows[0]).toMatchObject({ asked: 40, answered: 40, majority: { value: { n: 40 } } });
  expect(figures.rows[0]?.majority).toMatchObject({ value: { accuracy: { value: 0.5 } } });
  expect(figures.baselines.map(({ units }) => units)).toEqual(figures.baselines.map(() => 40));
  expect(figures.ceiling).toMatchObject({ value: { units: 60 } });
  expect(figures.judgesLeftOut).toMatchObject({ tuning: 20 });
  expect(figures.tuning).toEqual({ items: 20, of: 60, reused: [] });
  expect(listTuningLines(figures.tuning)).toEqual([
    "20 of 60 items served to tune a judge's prompt: figures of judges and baselines are on the other 40.",
  ]);
  expect(printJudges(figures)).toContain(listTuningLines(figures.tuning)[0]);
});

test("where all items served for tuning there is nothing to judge by", () => {
  const [row] = measure([...people, ...say("gpt", tuned)], { gpt: judge }, () => true).rows;
  expect(row).toBeUndefined();
});

test("nothing is said where no item served for tuning", () => {
  const figures = measure([...people, ...say("gpt", tuned)], { gpt: judge }, () => false);
  expect(figures.rows[0]).toMatchObject({ asked: 60, answered: 60 });
  expect(listTuningLines(figures.tuning)).toEqual([]);
});

test("items on which several versions of a judge's prompt were measured are counted and said", () => {
  const version = (promptVersion: string) => ({ ...judge, modelName: `gpt (${promptVersion})`, promptVersion });
  const half = say("gpt v2", truthOf).slice(30);
  const labels = [...people, ...say("gpt v1", tuned), ...half, ...say("other", truthOf)];
  const raters = { "gpt v1": version("v1"), "gpt v2": version("v2"), other: { ...judge, modelName: "other" } };
  const { tuning } = measure(labels, raters);
  expect(tuning.reused).toEqual([{ name: "gpt", versions: ["v1", "v2"], units: 30 }]);
  expect(listTuningLines(tuning)[1]).toMatch(/^gpt was measured on the same 30 items under 2 versions .*\(v1, v2\)/);
});
