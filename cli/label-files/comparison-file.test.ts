import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { makeFolder } from "../testing/make-folder";
import type { ClusterColumn } from "./clusters";
import { measureComparison } from "./measure-comparison";
import { requireDistinct } from "./named-columns";
import { listComparedColumns, readComparisonFile } from "./read-comparison-file";
import { readScale } from "./scale";

const { makeFile } = makeFolder();

const nominal = readScale({ level: "nominal" });

const never = (): never => {
  throw new Error("The figure is not there");
};

describe("a judge's column against people's", () => {
  const columns = { humans: ["h1", "h2", "h3"], judge: "gpt", unit: "item", cluster: null };
  const rows = Array.from({ length: 40 }, (_, item) => {
    const truth = item % 4 === 0 ? "unsafe" : "safe";
    const other = truth === "safe" ? "unsafe" : "safe";
    return [item, truth, item % 10 === 0 ? other : truth, truth, item % 8 === 0 ? other : truth].join();
  });

  test("is held against their majority, the ceiling and the test", async () => {
    const path = makeFile("judge.csv", ["item,h1,h2,h3,gpt", ...rows]);
    const comparison = await readComparisonFile(path, columns, nominal);
    const { measured, test: alternative } = measureComparison(comparison, { ...nominal, seed: 1, epsilon: 0.2 });
    const value = (key: string) => requireDefined(measured.find((own) => own.key === key)?.result ?? never()).value;
    expect(value("accuracy")).toBe(35 / 40);
    // Five units of the ten unsafe ones are missed, none of the thirty safe ones.
    expect(value("balanced-accuracy")).toBe(0.75);
    // Of 120 labels 8 have tied others and 4 dissent.
    expect(value("human-ceiling")).toBeCloseTo(108 / 112, 12);
    expect(value("judge-minus-human")).toBeLessThan(0);
    expect(requireDefined(alternative).people).toHaveLength(3);
  });

  test("has the rate of each label corrected, over rows without a human too", async () => {
    const more = Array.from({ length: 20 }, (_, item) => [100 + item, "", "", "", item < 5 ? "unsafe" : "safe"].join());
    const path = makeFile("more.csv", ["item,h1,h2,h3,gpt", ...rows, ...more]);
    const { classes } = measureComparison(await readComparisonFile(path, columns, nominal), {
      ...nominal,
      seed: 1,
      epsilon: 0.2,
    });
    const unsafe = requireDefined(classes).find(({ label }) => label === "unsafe") ?? never();
    // Five of ten found and none cried wolf; of sixty rows the judge says unsafe on ten: 1/6 over one half.
    expect(unsafe.judged).toBe(60);
    expect(requireDefined(unsafe.judgedRate).value).toBeCloseTo(1 / 6, 12);
    expect(requireDefined(unsafe.correctedRate).value).toBeCloseTo(1 / 3, 12);
    expect(requireDefined(requireDefined(unsafe.correctedRate).interval).method).toBe("Lang-Reiczigel");
  });

  test("on a scale has bias and correlations, and clusters widen their intervals", async () => {
    const scaled = Array.from({ length: 60 }, (_, item) => {
      const truth = (item % 5) + 1;
      return [
        item,
        `p${item % 6}`,
        truth,
        Math.min(5, truth + (item % 2)),
        truth,
        Math.min(5, truth + (item % 6 < 3 ? 1 : 0)),
      ].join();
    });
    const path = makeFile("scale.csv", ["item,prompt,h1,h2,h3,gpt", ...scaled]);
    const rules = { ...readScale({ level: "interval" }), seed: 1, epsilon: 0.2 };
    const measure = async (cluster: ClusterColumn) =>
      measureComparison(await readComparisonFile(path, { ...columns, cluster }, rules), rules).measured;
    const width = (measured: Awaited<ReturnType<typeof measure>>, key: string) => {
      const { low, high } = requireDefined(
        requireDefined(measured.find((own) => own.key === key)?.result ?? never()).interval,
      );
      return high - low;
    };
    const [alone, together] = [await measure(null), await measure({ column: "prompt" })];
    const bias = requireDefined(alone.find(({ key }) => key === "bias")?.result ?? never());
    expect(bias.value).toBeGreaterThan(0);
    // The judge is too high on three whole prompts of six and right on the others: ten items of a prompt say the same.
    for (const key of ["bias", "accuracy", "kappa", "pearson", "human-ceiling"])
      expect(width(together, key)).toBeGreaterThan(1.3 * width(alone, key));
    // Rho has a formula where units are independent; prompts are resampled.
    const methods = [alone, together].map(
      (measured) =>
        requireDefined(requireDefined(measured.find(({ key }) => key === "spearman")?.result ?? never()).interval)
          .method,
    );
    expect(methods).toEqual(["bonett-wright", "Bayesian bootstrap"]);
  });

  test("has no ceiling and no test with one human, and says why", async () => {
    const path = makeFile("one.csv", ["item,h1,h2,h3,gpt", ...rows]);
    const comparison = await readComparisonFile(path, { ...columns, humans: ["h1"] }, nominal);
    const { measured, test: alternative } = measureComparison(comparison, { ...nominal, seed: 1, epsilon: 0.2 });
    expect(measured.find(({ key }) => key === "accuracy")?.result.defined).toBe(true);
    expect(measured.find(({ key }) => key === "human-ceiling")?.result).toMatchObject({ defined: false });
    expect(alternative.defined).toBe(false);
  });

  test("gives every column one part", () => {
    const named = (human: string[], judge: string, unit: string) =>
      listComparedColumns({ humans: human, judge, unit, cluster: null });
    expect(() => requireDistinct(named(["a", "u"], "j", "u"))).toThrow('"u" is both --human and --unit');
    expect(() => requireDistinct(named(["a", "j"], "j", "u"))).toThrow('"j" is both --human and --judge');
    expect(() => requireDistinct(named(["a", "a"], "j", "u"))).toThrow('--human names the column "a" twice');
  });

  test("is refused where nothing is labeled, or a header stands alone", async () => {
    const empty = makeFile("unlabeled.csv", ["item,h1,h2,h3,gpt", "1,,,,"]);
    await expect(readComparisonFile(empty, columns, nominal)).rejects.toThrow("holds no labels");
    const header = makeFile("header.csv", ["item,h1,h2,h3,gtp"]);
    await expect(readComparisonFile(header, columns, nominal)).rejects.toThrow('has no column "gpt" (--judge)');
  });

  test("is refused where a unit has two rows", async () => {
    const path = makeFile("twice.csv", ["item,h1,h2,h3,gpt", rows[0] ?? "", rows[0] ?? ""]);
    await expect(readComparisonFile(path, columns, nominal)).rejects.toThrow(":3 item: 0 has a row already, on line 2");
  });
});
