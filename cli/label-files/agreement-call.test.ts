import { expect, test } from "vitest";
import type { Output } from "../output";
import { makeFolder } from "../testing/make-folder";
import { UsageError } from "../usage-error";
import { agreementOfFile, type FileOptions } from "./agreement-of-file";

const { makeFile } = makeFolder();

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
])("the call gives every column one part: %o", async (options, message) => {
  const refused = call("no-such-file.csv", options);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toThrow(UsageError);
});

test("whoever calls is told of --order where a single label occurs", async () => {
  await call(makeFile("single.csv", ["unit,rater,value", "a,x,yes", "a,y,yes"]), {});
  expect(said).toContainEqual(
    expect.stringContaining("Only the label yes occurs: name all that could be chosen with --order"),
  );
  await call(makeFile("single.csv", ["unit,rater,value", "a,x,yes", "a,y,yes"]), { order: "no,yes" });
  expect(said.filter((line) => line.startsWith("Only"))).toHaveLength(1);
});
