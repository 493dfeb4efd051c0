import { expect, test } from "vitest";
import { longColumns as long, wideColumns as wide } from "../testing/label-columns";
import { makeFolder } from "../testing/make-folder";
import { readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const { folder, makeFile } = makeFolder();

const nominal = readScale({ level: "nominal" });
const readGroups = async (...given: Parameters<typeof readAgreementFile>) => (await readAgreementFile(...given)).groups;

test.each<[string, readonly string[], string]>([
  ["a row too short", ["unit,rater,value", "a,x,1", "b,x"], ":3: This row has 2 cells, the header has 3"],
  ["a rater without a name", ["unit,rater,value", "a,,1"], ":2 rater: Empty: every row names its rater"],
  ["a second label", ["unit,rater,value", "a,x,1", "a,x,2"], ":3: x labels a again, after line 2: keep one"],
  ["no number", ["unit,rater,value", "a,x,high"], ':2 value: "high" is no number, as --level interval needs'],
  ["another column", ["item,rater,value", "a,x,1"], 'has no column "unit" (--unit). Its columns: item, rater, value.'],
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
  ["slashes", ["unit/rater/value", "a/x/1"], "The whole header became one column: columns are split at commas, semic"],
  ["no labels", ["unit,rater,value", "a,x,", "a,y,"], "holds no labels: all are missing"],
  ["words for none", ["unit,rater,value", "a,x,n/a", "a,y,-"], "holds no labels: all are missing"],
])("a file of labels is refused with file, line and reason: %s", async (name, lines, message) => {
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
])("a file of JSON is refused by the element: %s", async (text, message) => {
  await expect(readGroups(makeFile("list.json", [text]), long, nominal)).rejects.toThrow(message);
});

test("a folder is no file of labels", async () => {
  await expect(readGroups(folder, long, nominal)).rejects.toThrow(`${folder} is a folder: name a file in it.`);
});

test("a file with a column per rater has more than one column", async () => {
  const path = makeFile("wide-slashes.csv", ["unit/a/b", "u/1/2"]);
  await expect(readGroups(path, { ...wide, unit: null }, nominal)).rejects.toThrow(
    "The whole header became one column",
  );
});
