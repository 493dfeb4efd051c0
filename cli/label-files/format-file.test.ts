import { expect, test } from "vitest";
import { formatKeys, formats } from "@/lib/formats/formats";
import { longColumns } from "../testing/label-columns";
import { makeFolder } from "../testing/make-folder";
import { findFormat } from "./format-file";
import { measureTable } from "./measure-agreement";
import { readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const { makeFile } = makeFolder();
const nominal = readScale({ level: "nominal" });
const open = { ...longColumns, cluster: "look" } as const;

const vote = (question: number, judge: string, winner: string, models = ["alpaca", "llama"]) =>
  JSON.stringify({ question_id: question, turn: 1, judge, model_a: models[0], model_b: models[1], winner });

const votes = [
  vote(81, "expert_1", "model_a"),
  // The same two models in the other order: the same answer.
  vote(81, "expert_2", "model_b", ["llama", "alpaca"]),
  vote(82, "expert_1", "tie"),
  vote(82, "expert_2", "model_b"),
  vote(82, "expert_2", "model_a"),
  vote(82, "gpt-4", "model_a"),
];

test("a file of the import's own formats is read by its reader: people's first answers, by what was judged", async () => {
  const { groups, notes, isAnonymous } = await readAgreementFile(makeFile("votes.jsonl", votes), open, nominal);
  expect(groups).toMatchObject([
    {
      name: "preference",
      missing: 0,
      ratings: {
        unitKeys: ["mt-bench/81/1/alpaca/llama", "mt-bench/82/1/alpaca/llama"],
        raterKeys: ["expert_1", "expert_2"],
        categories: ["1", "2", "tie"],
      },
      clusters: { column: "task", of: ["mt-bench/81", "mt-bench/82"] },
    },
  ]);
  expect([...(groups[0]?.ratings.codes ?? [])]).toEqual([0, 0, 2, 1]);
  expect(isAnonymous).toBe(false);
  expect(notes[0]).toMatch(/^Read as: MT-bench votes\..* 1 label of judges, 1 given again/);
});

test("named columns are read as they are named, whatever the format", async () => {
  const named = { ...open, unit: "question_id", rater: "judge", value: "winner", isNamed: true };
  const { groups } = await readAgreementFile(makeFile("named.jsonl", votes.slice(0, 4)), named, nominal);
  expect(groups[0]?.ratings.categories).toEqual(["model_a", "model_b", "tie"]);
});

test("one question is asked for by its key, and another is none of the file's", async () => {
  const file = makeFile("asked.jsonl", votes);
  const { groups } = await readAgreementFile(file, { ...open, question: "preference" }, nominal);
  expect(groups.map(({ name }) => name)).toEqual([null]);
  await expect(readAgreementFile(file, { ...open, question: "worse" }, nominal)).rejects.toThrow(
    'has no question "worse": it has preference',
  );
});

test("where nobody is named, what asks who gave which label is not measured", async () => {
  const battle = (winner: string) => ({
    model_a: "a",
    model_b: "b",
    winner,
    conversation_a: [{ role: "user", content: `Why ${winner}?` }],
    conversation_b: [{ role: "user", content: `Why ${winner}?` }],
  });
  const lines = ["model_a", "model_b", "tie"].map((winner) => JSON.stringify(battle(winner)));
  const { groups, isAnonymous } = await readAgreementFile(makeFile("battles.jsonl", lines), open, nominal);
  expect(isAnonymous).toBe(true);
  const [ratings] = groups.map((group) => ({ ...group.ratings, names: group.ratings.raterKeys }));
  if (!ratings) throw new RangeError("no group");
  const { measured } = measureTable(ratings, { ...nominal, seed: 1, clusters: null, isAnonymous });
  const because = (key: string) => {
    const result = measured.find((own) => own.key === key)?.result;
    return result?.defined === false ? result.because : null;
  };
  expect(because("mean-kappa")).toMatch(/people are anonymous/);
  expect(because("krippendorff-alpha")).not.toMatch(/anonymous/);
});

test("a bad row is named with its line", async () => {
  const file = makeFile("bad.jsonl", [...votes, vote(83, "expert_1", "both")]);
  await expect(readAgreementFile(file, open, nominal)).rejects.toThrow(/bad\.jsonl:7 winner: "both" is no winner/);
});

test("columns of any name are asked for, not guessed, and every other format that reads a file is told", async () => {
  expect(await findFormat({ path: makeFile("any.csv", ["unit,rater,value", "a,x,1"]) })).toBeNull();
  const told = formatKeys.filter((key) => formats[key].read && formats[key].columns === null);
  expect(told).toEqual(expect.arrayContaining(["arena", "mt-bench", "dices", "healthbench", "records"]));
});

test("of this app's own labels those that were asked for again are named and left out", async () => {
  const own = (item: string, rater: string, value: string, more: Record<string, unknown> = {}) =>
    JSON.stringify({
      item,
      layout: "SINGLE",
      factors: "{}",
      rater,
      rater_kind: "HUMAN",
      question: "ok",
      target: "item",
      state: "GIVEN",
      value,
      counts: true,
      occurrence: 1,
      purpose: "PRIMARY",
      ...more,
    });
  const rows = [
    own("i1", "ann", "yes"),
    own("i1", "ben", "yes"),
    own("i1", "ann", "no", { purpose: "REPEAT" }),
    own("i1", "ben", "no", { occurrence: 2 }),
  ];
  const { groups, notes } = await readAgreementFile(makeFile("own.jsonl", rows), open, nominal);
  expect(groups[0]?.ratings.categories).toEqual(["yes"]);
  expect(notes[0]).toMatch(/2 repeats\.$/);
});
