import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { krippendorffAlpha } from "@/lib/stats/krippendorff-alpha";
import { requireDefined } from "@/lib/stats/require-defined";
import { measureAgreement } from "./measure-agreement";
import { measureComparison } from "./measure-comparison";
import { type Columns, readAgreementFile } from "./read-agreement-file";
import { readComparisonFile } from "./read-comparison-file";
import { readScale } from "./scale";

const folder = mkdtempSync(join(tmpdir(), "grata-label-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function makeFile(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const nominal = readScale({ level: "nominal" });
const long: Columns = { layout: "long", unit: "unit", rater: "rater", value: "value", by: null, cluster: null };
const wide: Columns = { layout: "wide", unit: "unit", raters: null, by: null, cluster: null };

const table = [
  ["yes", "yes"],
  ["no", "yes"],
  ["no", "no"],
  ["yes", null],
  ["no", "no"],
];
const longLines = ["unit,rater,value"].concat(
  table.flatMap((row, unit) => row.map((label, rater) => `u${unit},r${rater},${label ?? ""}`)),
);
const wideLines = ["unit,r0,r1"].concat(table.map((row, unit) => `u${unit},${row.map((label) => label ?? "")}`));
const jsonLines = table.flatMap((row, unit) =>
  row.map((value, rater) => JSON.stringify({ unit: `u${unit}`, rater: `r${rater}`, value })),
);

describe("a file of labels", () => {
  test.each<[string, readonly string[], Columns]>([
    ["long.csv", longLines, long],
    ["wide.csv", wideLines, wide],
    ["long.jsonl", jsonLines, long],
  ])("gives what the same ratings in memory give: %s", async (name, lines, columns) => {
    const [group] = await readAgreementFile(makeFile(name, lines), columns, nominal);
    expect(group?.missing).toBe(1);
    const { measured, basis } = measureAgreement(group?.ratings ?? codeRatings([]), {
      ...nominal,
      seed: 1,
      clusters: null,
    });
    expect(basis).toMatchObject({ units: 4, ratings: 8, unitsLeftOut: 1, ratingsLeftOut: 1 });
    const alpha = requireDefined(measured.find(({ key }) => key === "krippendorff-alpha")?.result ?? never());
    expect(alpha.value).toBe(requireDefined(krippendorffAlpha(codeRatings(table))).value);
    expect(alpha.interval.defined).toBe(true);
  });

  test("may be Parquet", async () => {
    const path = join(folder, "labels.parquet");
    writeFileSync(path, Buffer.from(parquet.join(""), "base64"));
    const [group] = await readAgreementFile(path, long, readScale({ level: "interval" }));
    expect(group).toMatchObject({ missing: 1, ratings: { units: 2, unitKeys: ["a", "b"], categories: [1, 2] } });
    expect([...(group?.ratings.codes ?? [])]).toEqual([0, 1, 1, -1]);
  });

  test("is refused where it only begins as Parquet", async () => {
    await expect(readAgreementFile(makeFile("no.parquet", ["PAR1 and more"]), long, nominal)).rejects.toThrow(
      "cannot be read as Parquet",
    );
  });

  test("is measured group by group, in the categories of the whole file", async () => {
    const lines = ["unit,rater,value,tier", "a,x,1,t1", "a,y,2,t1", "a,x,3,t2", "a,y,3,t2"];
    const groups = await readAgreementFile(makeFile("by.csv", lines), { ...long, by: "tier" }, nominal);
    expect(groups.map(({ name, ratings }) => [name, ratings.units, ratings.categories])).toEqual([
      ["t1", 1, [1, 2, 3]],
      ["t2", 1, [1, 2, 3]],
    ]);
  });

  test("resamples whole clusters where a column names them, and refuses a unit of two", async () => {
    const lines = ["unit,prompt,r0,r1"].concat(
      Array.from(
        { length: 40 },
        (_, unit) => `u${unit},p${unit % 5},${unit % 5 < 3 ? "yes" : "no"},${unit % 5 < 2 ? "yes" : "no"}`,
      ),
    );
    const columns: Columns = { ...wide, unit: "unit", cluster: "prompt" };
    const [group] = await readAgreementFile(makeFile("prompts.csv", lines), columns, nominal);
    expect(group?.clusters?.slice(0, 6)).toEqual(["p0", "p1", "p2", "p3", "p4", "p0"]);
    const ratings = group?.ratings ?? never();
    expect(ratings.raterKeys).toEqual(["r0", "r1"]);
    const width = (clusters: readonly string[] | null, key: string) => {
      const { measured } = measureAgreement(ratings, { ...nominal, seed: 1, clusters });
      const { low, high } = requireDefined(
        requireDefined(measured.find((own) => own.key === key)?.result ?? never()).interval,
      );
      return high - low;
    };
    // Eight items of a prompt are one and the same: five prompts know far less than forty items.
    for (const key of [
      "percent-agreement",
      "krippendorff-alpha",
      "cohen-kappa",
      "fleiss-kappa",
      "conger-kappa",
      "gwet-ac",
    ])
      expect(width(group?.clusters ?? [], key)).toBeGreaterThan(1.5 * width(null, key));
    const twice = makeFile("two-prompts.csv", ["unit,rater,value,prompt", "a,x,1,p", "a,y,1,q", "b,x,1,"]);
    await expect(readAgreementFile(twice, { ...long, cluster: "prompt" }, nominal)).rejects.toThrow(
      /:3: a is of "p" on line 2, here of "q"\n.*:4 prompt: Empty/s,
    );
  });

  test("orders words as it is told and refuses to guess", async () => {
    const lines = ["unit,r0,r1", "a,low,high", "b,mid,mid"];
    const path = makeFile("words.csv", lines);
    const told = await readAgreementFile(path, wide, readScale({ level: "ordinal", order: "low,mid,high" }));
    expect(told[0]?.ratings.categories).toEqual(["low", "mid", "high"]);
    await expect(readAgreementFile(path, wide, readScale({ level: "ordinal" }))).rejects.toThrow("--order");
  });

  test.each<[string, readonly string[], string]>([
    ["a row too short", ["unit,rater,value", "a,x,1", "b,x"], ":3: This row has 2 cells, the header has 3"],
    ["a rater without a name", ["unit,rater,value", "a,,1"], ":2 rater: Empty: every row names its rater"],
    ["a second label", ["unit,rater,value", "a,x,1", "a,x,2"], ":3: x labels a again, after line 2: keep one"],
    ["no number", ["unit,rater,value", "a,x,NA"], ':2 value: "NA" is no number, as --level interval needs'],
    ["another column", ["item,rater,value", "a,x,1"], 'has no column "unit". Its columns: item, rater, value.'],
    ["no rows", ["unit,rater,value"], "holds no rows."],
  ])("is refused with file, line and reason: %s", async (name, lines, message) => {
    const path = makeFile(`${name}.csv`, lines);
    await expect(readAgreementFile(path, long, readScale({ level: "interval" }))).rejects.toThrow(message);
  });

  test("may say what stands for no label", async () => {
    const path = makeFile("na.csv", ["unit,rater,value", "a,x,NA", "a,y,2.0", "a,z,2"]);
    const [group] = await readAgreementFile(path, long, readScale({ level: "interval", missing: "NA,-" }));
    expect(group).toMatchObject({ missing: 1, ratings: { categories: [2], raters: 3 } });
  });
});

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
    expect(requireDefined(alternative).raters).toHaveLength(3);
  });

  test("has the rate of each label corrected, over rows without a human too", async () => {
    const more = Array.from({ length: 20 }, (_, item) => [100 + item, "", "", "", item < 5 ? "unsafe" : "safe"].join());
    const path = makeFile("more.csv", ["item,h1,h2,h3,gpt", ...rows, ...more]);
    const { rates } = measureComparison(await readComparisonFile(path, columns, nominal), {
      ...{ ...nominal, seed: 1, epsilon: 0.2 },
    });
    const unsafe = rates.find(({ category }) => category === "unsafe") ?? never();
    // Five of ten found and none cried wolf; of sixty rows the judge says unsafe on ten: 1/6 over one half.
    expect(unsafe.judged).toBe(60);
    expect(requireDefined(unsafe.judge).value).toBeCloseTo(1 / 6, 12);
    expect(requireDefined(unsafe.corrected).value).toBeCloseTo(1 / 3, 12);
    expect(requireDefined(requireDefined(unsafe.corrected).interval).method).toBe("Lang-Reiczigel");
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
    const measure = async (cluster: string | null) =>
      measureComparison(await readComparisonFile(path, { ...columns, cluster }, rules), rules).measured;
    const width = (measured: Awaited<ReturnType<typeof measure>>, key: string) => {
      const { low, high } = requireDefined(
        requireDefined(measured.find((own) => own.key === key)?.result ?? never()).interval,
      );
      return high - low;
    };
    const [alone, together] = [await measure(null), await measure("prompt")];
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
    expect(methods).toEqual(["bonett-wright", "bootstrap, percentile"]);
  });

  test("has no ceiling and no test with one human, and says why", async () => {
    const path = makeFile("one.csv", ["item,h1,h2,h3,gpt", ...rows]);
    const comparison = await readComparisonFile(path, { ...columns, humans: ["h1"] }, nominal);
    const { measured, test: alternative } = measureComparison(comparison, { ...nominal, seed: 1, epsilon: 0.2 });
    expect(measured.find(({ key }) => key === "accuracy")?.result.defined).toBe(true);
    expect(measured.find(({ key }) => key === "human-ceiling")?.result).toMatchObject({ defined: false });
    expect(alternative.defined).toBe(false);
  });

  test("is refused where a unit has two rows", async () => {
    const path = makeFile("twice.csv", ["item,h1,h2,h3,gpt", rows[0] ?? "", rows[0] ?? ""]);
    await expect(readComparisonFile(path, columns, nominal)).rejects.toThrow(":3 item: 0 has a row already, on line 2");
  });
});

/** Units a and b, raters x and y, labels 1, 2, 2 and none. */
const parquet = [
  "UEFSMRUGFSwVJFwVCBUAFQgVABUEFQAAAAMPFBABAAAAYRUFFGIBAAAAYhUGFSwVLlwVCBUAFQgVABUEFQAAAAMPFBABAAAAeAEFKHkBAAAAeA",
  "EAAAB5FQYVHBUgXBUIFQIVCBUAFQQVAAAAAwcMLAEAAAACAAAAAgAAABUEGUxIBHJvb3QVBgAVDCUCGAR1bml0JQAAFQwlAhgFcmF0ZXIlAAAV",
  "AiUCGAV2YWx1ZQAWCBkcGTwmCBwVDBkVABkYBHVuaXQVAhYIFlYWTiYIPDYAKAFiGAFhABkcFQYVABUCAAAAJlYcFQwZFQAZGAVyYXRlchUCFg",
  "gWVhZYJlY8NgAoAXkYAXgAGRwVBhUAFQIAAAAmrgEcFQIZFQAZGAV2YWx1ZRUCFggWRhZKJq4BPDYCKAQCAAAAGAQBAAAAABkcFQYVABUCAAAA",
  "FvIBFgg28AEAKAloeXBhcnF1ZXQZPBwAABwAABwAAADuAAAAUEFSMQ==",
];

const never = (): never => {
  throw new Error("The figure is not there");
};
