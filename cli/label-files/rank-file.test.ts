import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { measureRanking } from "@/lib/measure/ranking";
import { requireDefined } from "@/lib/stats/require-defined";
import { makeFolder } from "../testing/make-folder";
import { describeRanking } from "./describe-ranking";
import { type ComparisonColumns, readComparisons } from "./read-comparisons";

const { makeFile } = makeFolder();
const columns: ComparisonColumns = {
  left: "model_a",
  right: "model_b",
  winner: "winner",
  leftLength: null,
  rightLength: null,
  cluster: "look",
};

describe("a file of comparisons", () => {
  test("names the winner by its column, its name, its side or its letter", async () => {
    const rows = ["x,y,model_a", "x,y,y", "x,y,LEFT", "x,y,B", "y,x,second", "x,y,tie (inconsistent)", "x,y,both bad"];
    const file = makeFile("votes.csv", ["model_a,model_b,winner", ...rows]);
    const { players, left, outcome, clusters } = await readComparisons(file, columns);
    expect([players, left, outcome, clusters]).toEqual([
      ["x", "y"],
      [0, 0, 0, 0, 1, 0, 0],
      [1, -1, 1, -1, -1, 0, 0],
      null,
    ]);
  });

  test("is refused with line and reason where a row is none", async () => {
    const file = makeFile("bad.csv", ["model_a,model_b,winner", "x,x,a", "x,y,z", ",y,a"]);
    const refused = readComparisons(file, columns);
    await expect(refused).rejects.toThrow(/bad\.csv:2 model_b: x is compared with itself/);
    await expect(readComparisons(file, columns)).rejects.toThrow(/:3 winner: "z" names neither side/);
    await expect(readComparisons(file, columns)).rejects.toThrow(/:4 model_a: Empty/);
    await expect(readComparisons(file, { ...columns, winner: "who" })).rejects.toThrow(/no column "who" \(--winner\)/);
  });

  test("is told by names before letters, whatever their case, and refused where both fit different sides", async () => {
    const file = makeFile("cases.csv", ["model_a,model_b,winner", "a,b,A", "GPT,b,gpt", "gpt,GPT,GPT", "gpt,GPT,gpt"]);
    expect((await readComparisons(file, columns)).outcome).toEqual([1, 1, -1, 1]);
    const doubtful = makeFile("doubtful.csv", ["model_a,model_b,winner", "b,a,A", "x,model_a,model_a", "gpt,GPT,Gpt"]);
    const read = readComparisons(doubtful, columns);
    await expect(read).rejects.toThrow(/:2 winner: "A" is the name of the right side and a word for the left one/);
    await expect(read).rejects.toThrow(/:3 winner: "model_a" is the name of the right side/);
    await expect(read).rejects.toThrow(/:4 winner: "Gpt" is the name of both sides/);
  });

  test("has answers in a column with a text in it, and lengths in one of numbers alone", async () => {
    const named = { ...columns, leftLength: "said_a", rightLength: "said_b" };
    const header = "model_a,model_b,winner,said_a,said_b";
    const texts = makeFile("texts.csv", [header, "x,y,a,0,12", "x,y,b,1200,7", "x,y,a,forty,0", "x,y,b,,300"]);
    expect((await readComparisons(texts, named)).lengths).toEqual({ left: [1, 4, 5, 1], right: [12, 7, 1, 300] });
    const gaps = makeFile("gaps.csv", [header, "x,y,a,5,12", "x,y,b,6,-7", "x,y,a,7,"]);
    const read = readComparisons(gaps, named);
    await expect(read).rejects.toThrow(/:3 said_b: a length is not below 0/);
    await expect(read).rejects.toThrow(/:4 said_b: Empty: a column of lengths has one in every row/);
  });

  test("is ranked over the prompts that it names, with lengths of texts", async () => {
    const votes = Array.from({ length: 60 }, (_, i) => {
      const [a, b] = [i % 3, (i + 1 + (i % 2)) % 3];
      const wins = (i * 7) % 10 < 6 ? "a" : (i * 7) % 10 < 9 ? "b" : "tie";
      return `m${a},m${b},${wins},p${i % 12},${"x".repeat(1 + (i % 5))},${"x".repeat(1 + ((i * 3) % 4))}`;
    });
    const file = makeFile("long.csv", ["model_a,model_b,winner,prompt,said_a,said_b", ...votes]);
    const read = await readComparisons(file, { ...columns, leftLength: "said_a", rightLength: "said_b" });
    const ranking = measureRanking(read, true);
    const { errors, clusters, covariates, order } = requireDefined(ranking.model);
    expect([errors, clusters, covariates.length, order === null]).toEqual(["clusters", 12, 1, false]);
    const said = describeRanking(ranking, read).join("\n");
    expect(said).toMatch(/Twice the length adds \S+ \[\S+, \S+\] to the log odds/);
    expect(said).toContain("Intervals are over the 12 values of prompt (t, 11 df).");
  });
});

const bench = "../shared/data/mt-bench/human.jsonl";

describe.skipIf(!existsSync(bench))(`MT-bench's votes (skipped where ${bench} is absent)`, () => {
  test("rank six models, whose place does not help them", async () => {
    const read = await readComparisons(bench, { ...columns, cluster: { column: "question_id" } });
    const { strengths, order, clusters } = requireDefined(measureRanking(read, true).model);
    const ranked = read.players.toSorted((a, b) => {
      const of = (name: string) => strengths[read.players.indexOf(name)]?.value ?? 0;
      return of(b) - of(a);
    });
    expect(ranked).toEqual(["gpt-4", "claude-v1", "gpt-3.5-turbo", "vicuna-13b-v1.2", "alpaca-13b", "llama-13b"]);
    const interval = order && requireDefined(order.interval);
    expect([clusters, (interval?.low ?? 1) < 0 && 0 < (interval?.high ?? -1)]).toEqual([80, true]);
  });
});
