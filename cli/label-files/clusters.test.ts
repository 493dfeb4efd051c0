import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type CompareOptions, compareFile } from "../commands/compare";
import { saidBy } from "../testing/said-by";
import { agreementOfFile, type FileOptions } from "./agreement-of-file";

const folder = mkdtempSync(join(tmpdir(), "grata-clusters-"));
afterAll(() => rmSync(folder, { recursive: true }));

const runAgreement = (path: string, options: Partial<FileOptions>) =>
  saidBy((output) => agreementOfFile(output, path, { level: "nominal", seed: "1", ...options }));
const runCompare = (path: string, options: Pick<CompareOptions, "human" | "judge">) =>
  saidBy((output) => compareFile(output, path, { level: "nominal", epsilon: "0.2", seed: "1", ...options }));

/** Five tasks of eight units each, which are one and the same. */
const rows = Array.from({ length: 40 }, (_, unit) => {
  const own = unit % 5 < 3 ? "yes" : "no";
  return { unit: `u${unit}`, task: `p${unit % 5}`, ann: own, ben: unit % 5 < 2 ? "yes" : "no", gpt: own };
});

function makeFile(name: string, columns: readonly (keyof (typeof rows)[number])[], given: typeof rows = rows) {
  const path = join(folder, name);
  const lines = given.map((row) => columns.map((column) => row[column]).join());
  writeFileSync(path, [columns.join(), ...lines].join("\n"));
  return path;
}

type Said = {
  groups: { raters: number; clusters: number | null; coefficients: { key: string; interval: unknown }[] }[];
};

test("a column called task is what units share, and no rater", async () => {
  const path = makeFile("wide.csv", ["unit", "task", "ann", "ben"]);
  const { value, text } = await runAgreement(path, { wide: true });
  expect((value as Said).groups[0]).toMatchObject({ raters: 2, clusters: 5 });
  expect(text).toContain("Intervals resample the 5 values of task whole (--no-cluster takes units as independent)");
  const alone = await runAgreement(path, { wide: true, rater: "ann,ben", cluster: false });
  expect((alone.value as Said).groups[0]).toMatchObject({ raters: 2, clusters: null });
  expect(alone.text).toContain("Intervals take units as independent");
  const intervals = (said: unknown) => (said as Said).groups[0]?.coefficients.map(({ interval }) => interval);
  expect(intervals(value)).not.toEqual(intervals(alone.value));
});

test("a column called task is a rater where --rater says so", async () => {
  const path = makeFile("named.csv", ["unit", "task", "ann", "ben"]);
  const { value } = await runAgreement(path, { wide: true, rater: "task,ann" });
  expect((value as Said).groups[0]).toMatchObject({ raters: 2, clusters: null });
});

test("tasks that are found do not cluster units that have several, and the output says whose", async () => {
  const path = join(folder, "long.csv");
  writeFileSync(path, "unit,rater,value,task\na,x,1,p\na,y,1,q\nb,x,2,p\nb,y,1,p\n");
  const { value, text } = await runAgreement(path, {});
  expect((value as Said).groups[0]).toMatchObject({ clusters: null });
  expect(text).toContain("a has several values of task, so that units are not clustered by it.");
  await expect(runAgreement(path, { cluster: "task" })).rejects.toThrow("a unit lies in one cluster");
});

test("a judge's column is compared by task too", async () => {
  const path = makeFile("judge.csv", ["unit", "task", "ann", "ben", "gpt"]);
  const { text } = await runCompare(path, { human: "ann,ben", judge: "gpt" });
  expect(text).toContain("Intervals resample the 5 values of task whole");
  expect(text).toContain("The t tests are over them too.");
});
