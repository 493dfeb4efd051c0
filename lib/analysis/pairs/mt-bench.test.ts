import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { labelTableFrom, type PlainItem, type PlainLabel } from "@/lib/analysis/label-table-from";
import { measurePairs } from "@/lib/analysis/pairs/figures";
import { questionSchema } from "@/lib/questions/question-schema";
import { requireDefined } from "@/lib/stats/require-defined";

const data = join(import.meta.dirname, "../../../../shared/data/mt-bench");

const question = questionSchema.parse({ key: "better", type: "preference", text: "Which is better?", tie: true });

type Vote = { judge: string; model_a: string; model_b: string; question_id: number; turn: number; winner: string };

const readVotes = (file: string): Vote[] =>
  readFileSync(join(data, file), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

function readTable() {
  const items: Record<string, PlainItem> = {};
  const counts = new Map<string, number>();
  const votes = [...readVotes("human.jsonl"), ...readVotes("gpt4_pair.jsonl")];
  const labels = votes.map(({ judge, model_a, model_b, question_id, turn, winner }): PlainLabel => {
    const sides: [string, string] = model_a < model_b ? [model_a, model_b] : [model_b, model_a];
    const item = [question_id, turn, ...sides].join("/");
    items[item] = { sides, task: String(question_id) };
    const winning = winner === "model_a" ? model_a : winner === "model_b" ? model_b : null;
    const value = winning === null ? "tie" : String(sides.indexOf(winning) + 1);
    const occurrence = (counts.get(`${item} ${judge}`) ?? 0) + 1;
    counts.set(`${item} ${judge}`, occurrence);
    return { item, rater: judge, question: "better", value, occurrence };
  });
  const raters = { gpt4_pair: { kind: "JUDGE" as const, modelName: "gpt4_pair" } };
  return labelTableFrom({ questions: [question], labels, items, raters, study: { countRepeats: true } });
}

/** Win rates by GPT-4 and by the majority of people, ties half, on the units that both judged, of the votes that Zheng et al. (2023) published. */
const published = [
  ["alpaca-13b", 582, 0.2388, 0.2938],
  ["claude-v1", 594, 0.7146, 0.6776],
  ["gpt-3.5-turbo", 678, 0.6158, 0.6431],
  ["gpt-4", 578, 0.8521, 0.7249],
  ["llama-13b", 611, 0.1154, 0.1776],
  ["vicuna-13b-v1.2", 585, 0.4615, 0.4735],
] as const;

test.skipIf(!existsSync(data))("MT-bench: win rates by GPT-4 and by people (skipped without ../shared/data)", () => {
  const { beside, contest, voters } = measurePairs(readTable(), question, { ...noFilter, tie: "CATEGORY" });
  const [{ rates } = { rates: [] }] = beside;
  const value = (own: (typeof rates)[number]["judge"] | undefined) => (own?.defined ? own.value.value : Number.NaN);
  for (const [place, [player, units, judge, people]] of published.entries()) {
    const own = rates[place];
    expect(own).toMatchObject({ player, units });
    expect(value(own?.judge)).toBeCloseTo(judge, 4);
    expect(value(own?.people)).toBeCloseTo(people, 4);
  }
  // With items as independent the published interval of GPT-4's lead with itself is [.0953, .1591]; prompts are shared.
  const gap = requireDefined(rates[3]?.gap ?? { defined: false, because: "" });
  expect(gap.value).toBeCloseTo(0.1272, 4);
  const { low, high } = requireDefined(gap.interval);
  expect([low < 0.0953, low > 0.07, high > 0.1591, high < 0.19]).toEqual([true, true, true, true]);
  expect(contest?.factor).toBe("model");
  expect(voters[0]).toMatchObject({ comparisons: 3355, prompts: 80, hasBothOrders: false });
});
