import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeRatings, type KeyedRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { longColumns as long, wideColumns as wide } from "../testing/label-columns";
import { makeFolder } from "../testing/make-folder";
import { measureTable } from "./measure-agreement";
import { type Columns, readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const { folder, makeFile } = makeFolder();

const nominal = readScale({ level: "nominal" });
const readGroups = async (...given: Parameters<typeof readAgreementFile>) => (await readAgreementFile(...given)).groups;
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

  test("may be a list on one line whose elements are the units", async () => {
    const text = JSON.stringify(table.map(([r0, r1]) => ({ r0, r1 })));
    const [group] = await readGroups(makeFile("one-line.json", [text]), unnamed, nominal);
    expect(group?.ratings.unitKeys).toEqual(["element 1", "element 2", "element 3", "element 4", "element 5"]);
  });

  test("has its units in the column unit, if it is not a rater's", async () => {
    const path = makeFile("unit.csv", ["unit,a,b", "u,1,2", "v,1,2"]);
    const read = async (columns: Columns) => (await readGroups(path, columns, nominal))[0]?.ratings;
    expect(await read(unnamed)).toMatchObject({ unitKeys: ["u", "v"], raterKeys: ["a", "b"] });
    expect(await read({ ...unnamed, by: "unit" })).toMatchObject({ unitKeys: ["line 2"], raterKeys: ["a", "b"] });
    expect(await read({ ...unnamed, raters: ["unit", "a"] })).toMatchObject({ raterKeys: ["unit", "a"] });
  });

  test("may say what stands for no label", async () => {
    const path = makeFile("na.csv", ["unit,rater,value", "a,x,NA", "a,y,2.0", "a,z,2"]);
    const [group] = await readGroups(path, long, readScale({ level: "interval", missing: "NA,-" }));
    expect(group).toMatchObject({ missing: 1, ratings: { categories: [2], raters: 2 } });
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
