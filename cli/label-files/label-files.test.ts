import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeRatings, type KeyedRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import type { Output } from "../output";
import { makeFolder } from "../testing/make-folder";
import { UsageError } from "../usage-error";
import { agreementOfFile, type FileOptions } from "./agreement-of-file";
import { measureTable } from "./measure-agreement";
import { type Columns, readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const { folder, makeFile } = makeFolder();

const nominal = readScale({ level: "nominal" });
const readGroups = async (...given: Parameters<typeof readAgreementFile>) => (await readAgreementFile(...given)).groups;
const long: Columns = {
  layout: "long",
  unit: "unit",
  rater: "rater",
  value: "value",
  by: null,
  cluster: null,
  isNamed: false,
  question: null,
};
const wide: Columns = { layout: "wide", unit: "unit", raters: null, by: null, cluster: null };

const unnamed: Columns = { ...wide, unit: null };

const named = (ratings: KeyedRatings) => ({ ...ratings, names: ratings.raterKeys });

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
    const [group] = await readGroups(makeFile(name, lines), columns, nominal);
    expect(group?.missing).toBe(1);
    const { measured, basis } = measureTable(named(group?.ratings ?? never()), { ...nominal, seed: 1, clusters: null });
    expect(basis).toMatchObject({ units: 4, ratings: 8, unitsLeftOut: 1, ratingsLeftOut: 1 });
    const alpha = requireDefined(measured.find(({ key }) => key === "krippendorff-alpha")?.result ?? never());
    expect(alpha.value).toBeCloseTo(requireDefined(krippendorffAlpha(codeRatings(table))).value, 12);
    expect(alpha.interval.defined).toBe(true);
  });

  test("may be Parquet", async () => {
    const path = join(folder, "labels.parquet");
    writeFileSync(path, Buffer.from(parquet.join(""), "base64"));
    const [group] = await readGroups(path, long, readScale({ level: "interval" }));
    expect(group).toMatchObject({ missing: 1, ratings: { units: 2, unitKeys: ["a", "b"], categories: [1, 2] } });
    expect([...(group?.ratings.codes ?? [])]).toEqual([0, 1, 1, -1]);
  });

  test("is refused where it only begins as Parquet", async () => {
    await expect(readGroups(makeFile("no.parquet", ["PAR1\u0015 and more"]), long, nominal)).rejects.toThrow(
      "cannot be read as Parquet",
    );
  });

  test("is measured group by group, in the categories of the whole file", async () => {
    const lines = ["unit,rater,value,tier", "a,x,1,t1", "a,y,2,t1", "a,x,3,t2", "a,y,3,t2"];
    const groups = await readGroups(makeFile("by.csv", lines), { ...long, by: "tier" }, nominal);
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
    const columns: Columns = { ...wide, unit: "unit", cluster: { column: "prompt" } };
    const [group] = await readGroups(makeFile("prompts.csv", lines), columns, nominal);
    expect(group?.clusters?.of.slice(0, 6)).toEqual(["p0", "p1", "p2", "p3", "p4", "p0"]);
    const ratings = group?.ratings ?? never();
    expect(ratings.raterKeys).toEqual(["r0", "r1"]);
    const width = (clusters: readonly string[] | null, key: string) => {
      const { measured } = measureTable(named(ratings), { ...nominal, seed: 1, clusters });
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
      expect(width(group?.clusters?.of ?? [], key)).toBeGreaterThan(1.5 * width(null, key));
    const twice = makeFile("two-prompts.csv", ["unit,rater,value,prompt", "a,x,1,p", "a,y,1,q", "b,x,1,"]);
    await expect(readGroups(twice, { ...long, cluster: { column: "prompt" } }, nominal)).rejects.toThrow(
      /:3: a is of "p" on line 2, here of "q": a unit lies in one cluster, so mend .*\n.*:4 prompt: Empty/s,
    );
  });

  test("orders words as it is told and refuses to guess", async () => {
    const lines = ["unit,r0,r1", "a,low,high", "b,mid,mid"];
    const path = makeFile("words.csv", lines);
    const told = await readGroups(path, wide, readScale({ level: "ordinal", order: "low,mid,high" }));
    expect(told[0]?.ratings.categories).toEqual(["low", "mid", "high"]);
    await expect(readGroups(path, wide, readScale({ level: "ordinal" }))).rejects.toThrow("--order");
  });

  test.each<[string, readonly string[], string]>([
    ["a row too short", ["unit,rater,value", "a,x,1", "b,x"], ":3: This row has 2 cells, the header has 3"],
    ["a rater without a name", ["unit,rater,value", "a,,1"], ":2 rater: Empty: every row names its rater"],
    ["a second label", ["unit,rater,value", "a,x,1", "a,x,2"], ":3: x labels a again, after line 2: keep one"],
    ["no number", ["unit,rater,value", "a,x,high"], ':2 value: "high" is no number, as --level interval needs'],
    [
      "another column",
      ["item,rater,value", "a,x,1"],
      'has no column "unit" (--unit). Its columns: item, rater, value.',
    ],
    ["a header", ["unit,rater,value"], "holds no rows: nothing stands below its header (unit, rater, value)."],
    [
      "another header",
      ["item,who,value"],
      'has no column "unit" (--unit), "rater" (--rater). Its columns: item, who, value.',
    ],
    ["nothing", [], "holds no rows. It is empty."],
    [
      "a decimal comma",
      ["unit,rater,value", 'a,x,"3,5"'],
      ':2 value: "3,5" is no number, as --level interval needs: write it with a point (3.5)',
    ],
    [
      "slashes",
      ["unit/rater/value", "a/x/1"],
      "The whole header became one column: columns are split at commas, semic",
    ],
    ["no labels", ["unit,rater,value", "a,x,", "a,y,"], "holds no labels: all are missing"],
    ["words for none", ["unit,rater,value", "a,x,n/a", "a,y,-"], "holds no labels: all are missing"],
  ])("is refused with file, line and reason: %s", async (name, lines, message) => {
    const path = makeFile(`${name}.csv`, lines);
    await expect(readGroups(path, long, readScale({ level: "interval" }))).rejects.toThrow(message);
  });

  test.each([
    ['{"rows": [{"unit": "a"}]}', 'It is an object with a list "rows": write that list alone'],
    ['{\n"about": 1, "rows": [\n{"unit": "a"}]}', 'It is an object with a list "rows": write that list alone'],
    ["[]", "holds no rows. Write a list of objects"],
    ['[{"unit":"a","rater":"x","value":1},{"unit":"a","rater":"y","value":{}}]', ":1 element 2 value: A list or obj"],
    ['[{"unit":"a","rater":"x","value":1},{"unit":"a","rater":"x","value":1}]', "again, after element 1: keep one"],
    ['[{"unit":"a","rater":"x","value":1}, 2]', ":1 element 2: This is no object"],
    ['[{"unit":"a","rater":"x","value":1}, {"unit":}]', ":1: Element 2 is not JSON"],
    ['[{"unit":"a","rater":"x","value":1},\n{"unit"', ":3: The file ends in the middle of its JSON, after 1 whole"],
  ])("in JSON is refused by the element: %s", async (text, message) => {
    await expect(readGroups(makeFile("list.json", [text]), long, nominal)).rejects.toThrow(message);
  });

  test("may be a list on one line whose elements are the units", async () => {
    const text = JSON.stringify(table.map(([r0, r1]) => ({ r0, r1 })));
    const [group] = await readGroups(makeFile("one-line.json", [text]), unnamed, nominal);
    expect(group?.ratings.unitKeys).toEqual(["element 1", "element 2", "element 3", "element 4", "element 5"]);
  });

  test("is no folder", async () => {
    await expect(readGroups(folder, long, nominal)).rejects.toThrow(`${folder} is a folder: name a file in it.`);
  });

  test("has its units in the column unit, if it is not a rater's", async () => {
    const path = makeFile("unit.csv", ["unit,a,b", "u,1,2", "v,1,2"]);
    const read = async (columns: Columns) => (await readGroups(path, columns, nominal))[0]?.ratings;
    expect(await read(unnamed)).toMatchObject({ unitKeys: ["u", "v"], raterKeys: ["a", "b"] });
    expect(await read({ ...unnamed, by: "unit" })).toMatchObject({ unitKeys: ["line 2"], raterKeys: ["a", "b"] });
    expect(await read({ ...unnamed, raters: ["unit", "a"] })).toMatchObject({ raterKeys: ["unit", "a"] });
  });

  test("with a column per rater has more than one column", async () => {
    const path = makeFile("wide-slashes.csv", ["unit/a/b", "u/1/2"]);
    await expect(readGroups(path, unnamed, nominal)).rejects.toThrow("The whole header became one column");
  });

  test("may say what stands for no label", async () => {
    const path = makeFile("na.csv", ["unit,rater,value", "a,x,NA", "a,y,2.0", "a,z,2"]);
    const [group] = await readGroups(path, long, readScale({ level: "interval", missing: "NA,-" }));
    expect(group).toMatchObject({ missing: 1, ratings: { categories: [2], raters: 2 } });
  });
});

describe("the call", () => {
  const said: string[] = [];
  const output: Output = {
    result: (_, lines) => said.push(...lines),
    say: (line) => said.push(line),
    warn: () => undefined,
    progress: () => undefined,
  };
  const call = (path: string, options: Partial<FileOptions>) =>
    agreementOfFile(output, path, { level: "nominal", seed: "1", ...options });

  test.each<[Partial<FileOptions>, string]>([
    [{ rater: "unit" }, 'The column "unit" is both --unit and --rater'],
    [{ by: "unit" }, 'The column "unit" is both --unit and --by'],
    [{ by: "tier", cluster: "tier" }, 'The column "tier" is both --by and --cluster'],
    [{ wide: true, unit: "unit", rater: "unit,a" }, 'The column "unit" is both --unit and --rater'],
    [{ wide: true, rater: "a, b,a" }, '--rater names the column "a" twice'],
    [{ wide: true, rater: "a,b", cluster: " b " }, 'The column "b" is both --rater and --cluster'],
    [{ wide: true, rater: "," }, "--rater names no column"],
    [{ order: "" }, "--order names no label"],
    [{ missing: "NA,none", keepAsLabel: "None" }, '"none" is named both by --missing and by --keep-as-label'],
  ])("gives every column one part: %o", async (options, message) => {
    const refused = call("no-such-file.csv", options);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(UsageError);
  });

  test("is told of --order where a single label occurs", async () => {
    await call(makeFile("single.csv", ["unit,rater,value", "a,x,yes", "a,y,yes"]), {});
    expect(said).toContainEqual(
      expect.stringContaining("Only the label yes occurs: name all that could be chosen with --order"),
    );
    await call(makeFile("single.csv", ["unit,rater,value", "a,x,yes", "a,y,yes"]), { order: "no,yes" });
    expect(said.filter((line) => line.startsWith("Only"))).toHaveLength(1);
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
