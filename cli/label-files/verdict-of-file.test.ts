import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type CompareOptions, compareFile } from "../commands/compare";
import type { Output } from "../output";
import { UsageError } from "../usage-error";

const folder = mkdtempSync(join(tmpdir(), "grata-verdict-of-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** 160 rows of which every fourth is unsafe; people err on some of their own, gpt on others, and everywhere for the angry. */
const rows = Array.from({ length: 160 }, (_, row) => {
  const truth = row % 4 === 0;
  const name = (isUnsafe: boolean) => (isUnsafe ? "unsafe" : "safe");
  const persona = row % 8 < 4 ? "calm" : "angry";
  const people = [13, 17, 19].map((own) => name(row % own === 3 ? !truth : truth));
  const always = row === 9 ? "" : "safe";
  return [
    row,
    persona,
    ...people,
    name(row % 23 === 5 ? !truth : truth),
    persona === "angry" ? "safe" : name(truth),
    always,
  ].join();
});
const path = join(folder, "labels.csv");
writeFileSync(path, `${["item,persona,ann,ben,cleo,gpt,blind,constant", ...rows].join("\n")}\n`);

const terms = { epsilon: "0.2", rare: "unsafe", sensitivity: "0.6", specificity: "0.8" };

async function compare(judge: string, options: Partial<CompareOptions> = terms, file = path) {
  const said = { value: null as unknown, lines: [] as readonly string[] };
  const ignore = () => undefined;
  const output: Output = {
    say: ignore,
    warn: ignore,
    progress: ignore,
    result: (value, lines) => Object.assign(said, { value, lines }),
  };
  await compareFile(output, file, {
    human: "ann,ben,cleo",
    judge,
    unit: "item",
    level: "nominal",
    seed: "1",
    ...options,
  });
  return said;
}

test("the verdict comes first, with everything that was weighed", async () => {
  const { value, lines } = await compare("gpt");
  expect(lines[0]).toBe("gpt may replace people here: all 6 requirements are met.");
  expect(lines[2]).toMatch(/^ {2}terms set beforehand +yes +epsilon and floors were set$/);
  expect(value).toMatchObject({
    terms: { rare: { label: "unsafe", sensitivityFloor: 0.6, specificityFloor: 0.8 }, strata: [] },
    verdict: { answer: "may", strata: [] },
  });
  const constant = await compare("constant");
  expect(constant.lines[0]).toMatch(
    /^constant may not replace people: .*sees “unsafe” \(sensitivity 0 % \[0, \d+\] on 4\d items/,
  );
});

test("a column parts the rows, and the judge has to hold in each part", async () => {
  const floors = { ...terms, sensitivity: "0.3" };
  expect((await compare("blind", floors)).value).toMatchObject({ verdict: { answer: "may" } });
  const { value, lines } = await compare("blind", { ...floors, strata: "persona" });
  expect(lines[0]).toMatch(/persona angry \(sensitivity 0 of \d+ items, floor 30 %/);
  expect(value).toMatchObject({
    terms: { strata: ["persona"] },
    verdict: {
      answer: "may-not",
      strata: [
        { level: "calm", state: "passed" },
        { level: "angry", state: "failed" },
      ],
    },
  });
});

test("without terms there is none, and it is said what to fix", async () => {
  const { lines } = await compare("gpt", {});
  expect(lines[0]).toBe(
    "No verdict on gpt: terms set beforehand (nobody has set epsilon, nor which answer must not be missed, or that there is none).",
  );
  expect((await compare("gpt", { epsilon: "0.1", rare: false })).lines[0]).toMatch(/^gpt may /);
});

test.each([
  [{ ...terms, rare: "toxic" }, "--rare toxic: the file has no such label (it has safe, unsafe)"],
  [{ epsilon: "0.2", rare: "unsafe" }, "--rare needs its floors"],
  [{ epsilon: "0.2", sensitivity: ".5" }, "are floors of one label"],
  [{ ...terms, sensitivity: "60" }, "--sensitivity 60: use a number from 0 to below 1"],
  [{ ...terms, epsilon: "" }, "--epsilon : use a number"],
  [{ ...terms, strata: "tone" }, "tone"],
  [{ ...terms, strata: "gpt" }, "gpt"],
])("refuses %o", async (options, message) => {
  await expect(compare("gpt", options)).rejects.toThrow(UsageError);
  await expect(compare("gpt", options)).rejects.toThrow(message);
});

test("units on which the prompt was tuned do not count for the judge, and are said", async () => {
  const split = (row: number) => (row < 40 ? "dev" : "test");
  const file = join(folder, "split.csv");
  writeFileSync(
    file,
    `${["item,persona,ann,ben,cleo,gpt,blind,constant,split", ...rows.map((row, place) => `${row},${split(place)}`)].join("\n")}\n`,
  );
  const all = await compare("gpt");
  const held = await compare("gpt", { ...terms, tuning: "split" }, file);
  const n = ({ value }: typeof all) => (value as { coefficients: { key: string; n: string }[] }).coefficients[0]?.n;
  expect([n(all), n(held)]).toEqual(["160 units", "120 units"]);
  expect(held.value).toMatchObject({ unitsForTuning: 40 });
  expect(held.lines.join("\n")).toContain(
    "40 of 160 units served to tune the judge's prompt: its figures and those of baselines are on the other 120.",
  );
  await expect(compare("gpt", { ...terms, tuning: "persona" })).rejects.toThrow(
    /persona: "calm" does not say whether the item was used to tune/,
  );
});
