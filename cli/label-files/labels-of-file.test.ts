import { describe, expect, test } from "vitest";
import type { Category } from "@/lib/stats/coded-ratings";
import { longColumns } from "../testing/label-columns";
import { makeFolder } from "../testing/make-folder";
import { UsageError } from "../usage-error";
import { type Columns, readAgreementFile } from "./read-agreement-file";
import { readScale, type ScaleOptions } from "./scale";

const { makeFile } = makeFolder();

const nominal = readScale({ level: "nominal" });
const readGroups = async (...given: Parameters<typeof readAgreementFile>) => (await readAgreementFile(...given)).groups;
const long: Columns = longColumns;

describe("labels of a file", () => {
  const readPair = async (first: string, second: string, options: ScaleOptions = { level: "nominal" }) => {
    const lines = ["unit,rater,value", `a,x,${first}`, `a,y,${second}`];
    const [group] = await readGroups(makeFile("pair.csv", lines), long, readScale(options));
    return group?.ratings.categories;
  };

  test.each<[string, string, readonly Category[]]>([
    ["1", "1.0", [1]],
    ["1.10", "1.1", [1.1]],
    ["1e2", "100", [100]],
    ["0.30000000000000004", "0.3", [0.3, 0.30000000000000004]],
    ["007", "7", ["007", "7"]],
    ["+1", "1", ["+1", "1"]],
    ["0x1F", "31", ["0x1F", "31"]],
    ["9007199254740993", "9007199254740992", ["9007199254740992", "9007199254740993"]],
    ["1e200", "1e201", ["1e200", "1e201"]],
    ["1.0", "yes", ["1.0", "yes"]],
  ])("are numbers only where that loses nothing: %s and %s", async (first, second, categories) => {
    expect(await readPair(first, second)).toEqual(categories);
  });

  test("are numbers where the level needs them, if they are decimal", async () => {
    expect(await readPair("007", "7", { level: "ordinal" })).toEqual([7]);
    expect(await readPair("1e150", "-1e150", { level: "interval" })).toEqual([-1e150, 1e150]);
    expect(await readPair("-1", "yes", { level: "nominal" })).toEqual(["-1", "yes"]);
  });

  test.each<[string, string, ScaleOptions, readonly Category[]]>([
    ["Safe", "safe ", { level: "nominal" }, ["Safe"]],
    ["４", "5", { level: "interval" }, [4, 5]],
    ["A", "a", { level: "nominal", order: "a,A" }, ["a", "A"]],
    ["LOW", "high", { level: "ordinal", order: "low,high" }, ["low", "high"]],
    ["none", "MILD", { level: "nominal", order: "none,mild" }, ["none", "mild"]],
    ["NA", "EU", { level: "nominal", keepAsLabel: "na" }, ["EU", "NA"]],
    ["NA", "EU", { level: "nominal" }, ["EU"]],
    ["unclear", "EU", { level: "nominal", missing: "Unclear" }, ["EU"]],
  ])(
    "are one in all their spellings, unless declared apart: %s and %s, %o",
    async (first, second, options, categories) => {
      expect(await readPair(first, second, options)).toEqual(categories);
    },
  );

  test("keep the order they are given: another than that of numbers leaves their ranks", async () => {
    expect(await readPair("1.0", "3", { level: "ordinal", order: "3,1,2" })).toEqual(["3", "1", "2"]);
    expect(await readPair("1.0", "3", { level: "interval", order: "1,2,3" })).toEqual([1, 2, 3]);
  });

  test.each<[string, ScaleOptions, string]>([
    ["-1", { level: "ratio" }, ":3 value: -1 is below 0: a ratio scale"],
    ["-1", { level: "interval", weights: "ratio" }, ":3 value: -1 is below 0: --weights ratio"],
    ["-1", { level: "nominal", weights: "ratio" }, ":3 value: -1 is below 0: --weights ratio"],
    ["1e151", { level: "interval" }, ":3 value: 1e151 is too large"],
    ["1e400", { level: "ratio" }, ":3 value: 1e400 is too large"],
    ["-1e200", { level: "ordinal" }, ":3 value: -1e200 is too large"],
    ["0x1F", { level: "interval" }, ':3 value: "0x1F" is no number'],
    ["4", { level: "ordinal", order: "1,2,3" }, ':3 value: "4" is not in --order 1,2,3'],
  ])("are refused with their line: %s, %o", async (label, options, message) => {
    await expect(readPair("1", label, options)).rejects.toThrow(message);
  });

  test.each([
    ["value", "1e400", ":2 value: This number is too large to be read"],
    ["value", "1e17", ":2 value: This number has more digits"],
    ["unit", "9007199254740993.0", ":2 unit: This number has more digits"],
    ["rater", "1e400", ":2 rater: This number has more digits"],
  ])("and names are refused where JSON has changed the number: %s %s", async (column, number, message) => {
    const line = JSON.stringify({ unit: "a", rater: "x", value: 1, [column]: "?" }).replace('"?"', number);
    const path = makeFile("lost.jsonl", [JSON.stringify({ unit: "b", rater: "x", value: 1 }), line]);
    await expect(readGroups(path, long, nominal)).rejects.toThrow(message);
  });

  test.each<[ScaleOptions, string]>([
    [{ level: "ordinal", order: "low,high,low" }, '--order names "low" twice'],
    [{ level: "ordinal", order: "1,2,1.0" }, '--order names "1" twice'],
    [{ level: "nominal", order: " , " }, "--order names no label"],
    [{ level: "interval", order: "3,1,2" }, "--order 3,1,2 contradicts --level interval"],
    [{ level: "interval", order: "low,high" }, '--order low,high names "low", which is no number'],
    [{ level: "ratio", order: "-1,0,1" }, "--order -1,0,1 names a number below 0"],
    [{ level: "ordinal", weights: "ratio", order: "-1,0,1" }, "where --weights ratio begins"],
    [{ level: "ordinal", order: "1,1e151" }, "too large"],
  ])("cannot be declared like this: %o", (options, message) => {
    expect(() => readScale(options)).toThrow(UsageError);
    expect(() => readScale(options)).toThrow(message);
  });
});
