import { expect, test } from "vitest";
import type { Output } from "../output";
import { makeFolder } from "../testing/make-folder";
import { saidBy } from "../testing/said-by";
import { dependabilityOfFile } from "./dependability-of-file";
import { groupsOfFile } from "./groups-of-file";
import { modelOfFile } from "./model-of-file";
import { severityOfFile } from "./severity-of-file";
import { thresholdOfFile } from "./threshold-of-file";
import { truthOfFile } from "./truth-of-file";

const { makeFile } = makeFolder();

/** What a command prints of a file, and its figures. */
async function run<Options>(
  command: (output: Output, file: string, options: Options) => Promise<void>,
  lines: readonly string[],
  options: Options,
  name = "labels.csv",
) {
  return saidBy((output) => command(output, makeFile(name, lines), options));
}

/** Labels of 24 outputs of two conditions, two a prompt, by four raters: of every second condition one higher on average. */
function scores(write: (score: number, output: number, rater: number) => string) {
  const rows = ["unit,rater,value,part,prompt"];
  for (let output = 0; output < 24; output++)
    for (let rater = 0; rater < 4; rater++) {
      const score = 1 + ((output * 7 + rater * 3 + ((output * rater) % 5)) % 3) + (output % 2) + (rater === 3 ? 1 : 0);
      rows.push(`o${output},r${rater},${write(score, output, rater)}`);
    }
  return rows;
}

const inCondition = scores((score, output) => `${score},${output % 2 === 0 ? "plain" : "expert"},p${output >> 1}`);

test("a linear model says how far conditions lie apart, over which outputs, prompts and raters", async () => {
  const { text } = await run(modelOfFile, inCondition, { by: "part", level: "interval", baseline: "plain", seed: "1" });
  expect(text).toContain("Mixed linear model, effects in points against plain.");
  expect(text).toMatch(/expert +1\.\d\d +\[\d\.\d\d, \d\.\d\d\] +< \.001/);
  expect(text).toContain("96 labels, 24 outputs, 12 prompts, 4 raters.");
});

test("a logistic model says which label it counts, and asks where there are more than two", async () => {
  const three = scores(
    (score, output) => `${score > 3 ? "bad" : score > 2 ? "fair" : "good"},${output % 2 === 0 ? "plain" : "expert"},p`,
  );
  const asked = await run(modelOfFile, three, { by: "part", level: "nominal", seed: "1" });
  expect(asked.text).toBe("Not defined: there are 3 labels: say which one is counted against the others.");
  const { text } = await run(modelOfFile, three, { by: "part", level: "nominal", positive: "bad", seed: "1" });
  expect(text).toContain(
    'Mixed logistic model of "bad" against every other label, effects in log odds against expert.',
  );
  expect(text).toContain("odds ratio");
});

test("a condition or label that is not there is a wrong call", async () => {
  const options = { by: "part", level: "interval", seed: "1" };
  await expect(run(modelOfFile, inCondition, { ...options, baseline: "none" })).rejects.toThrow(
    "--baseline none: the column part",
  );
  await expect(run(modelOfFile, inCondition, { ...options, positive: "x" })).rejects.toThrow("no label is called that");
});

test("severity lists raters with the severest first, and every output in the figures", async () => {
  const { text, value } = await run(severityOfFile, inCondition, { level: "ordinal", seed: "1" });
  const lines = text.split("\n");
  const header = lines.findIndex((line) => line.startsWith("rater, the severest first"));
  // The last rater gives one more to everything.
  expect(lines[header + 4]).toMatch(/^r3 +−/);
  expect(text).toContain("Steps: 1|2 ");
  expect(value).toMatchObject({
    severity: { defined: true, value: { outputs: expect.arrayContaining([expect.objectContaining({ unit: "o7" })]) } },
  });
});

test("generalizability says how many raters it takes, and marks a variance below 0", async () => {
  const { text } = await run(dependabilityOfFile, inCondition, { level: "interval", seed: "1", target: ".7" });
  expect(text).toMatch(/For phi of \.70 it takes \d+ raters, for rho \d+ raters\./);
  expect(text).toContain("variances by analysis of variance");
  const gaps = inCondition.filter((_, row) => row % 7 !== 3);
  const { text: ofGaps } = await run(dependabilityOfFile, gaps, { level: "interval", seed: "1", target: ".7" });
  expect(ofGaps).toContain("No intervals: cells are empty");
});

test("groups are named with what they agree on, and a rater of two groups is refused", async () => {
  const grouped = scores((score, _, rater) => `${score > 3 ? "yes" : "no"},${rater < 2 ? "clinic" : "crowd"},p`);
  const { text } = await run(groupsOfFile, grouped, { by: "part", level: "nominal", seed: "1" });
  expect(text).toMatch(/clinic +2 +-?−?\d\.\d\d \(p/);
  const torn = [...grouped, "o99,r0,yes,crowd,p"];
  await expect(run(groupsOfFile, torn, { by: "part", level: "nominal", seed: "1" })).rejects.toThrow(
    "a rater stands in two groups of part",
  );
  await expect(run(groupsOfFile, grouped, { level: "nominal", seed: "1" })).rejects.toThrow("--by");
});

test("truth gives each rater's table and every unit's probabilities, from a seed", async () => {
  const labels = scores(
    (score, output, rater) => `${(output % 2 === 0) === (rater !== 2 || score > 2) ? "yes" : "no"},x,p`,
  );
  const { text, value } = await run(truthOfFile, labels, { level: "nominal", seed: "1" });
  expect(text).toMatch(/^rater +finds no +finds yes$/m);
  expect(text).toContain("24 units, 4 raters, 96 labels");
  expect(value).toMatchObject({
    units: expect.arrayContaining([expect.objectContaining({ unit: "o0", label: "yes" })]),
  });
});

test("a threshold says what is kept, how sure that is, what goes to people, and what was left out", async () => {
  const rows = Array.from({ length: 120 }, (_, i) =>
    i < 80 ? `safe,Safe,.9` : `${i % 2 ? "safe" : "unsafe"},safe,.4`,
  );
  const options = { judge: "judge", truth: "truth", confidence: "sure", risk: ".05", certainty: ".95" };
  const { text } = await run(thresholdOfFile, ["judge,truth,sure", ...rows, ",safe,.9"], options);
  expect(text).toContain("with a confidence of 0.9 or more: 0 of 80 such labels are wrong");
  expect(text).toContain("To people go 33 %");
  expect(text).toContain("left out: 1 row");
  await expect(run(thresholdOfFile, ["judge,truth,sure", "a,a,high"], options)).rejects.toThrow('"high" is no number');
  await expect(run(thresholdOfFile, ["judge,truth", "a,a"], options)).rejects.toThrow(
    'no column "sure" (--confidence)',
  );
});

test("where nobody is named, people are in no model, and what is of people is refused", async () => {
  const battles = Array.from({ length: 12 }, (_, place) =>
    JSON.stringify({
      model_a: "a",
      model_b: "b",
      winner: place % 3 === 0 ? "model_a" : "model_b",
      conversation_a: [{ role: "user", content: `Why ${place}?` }],
      conversation_b: [{ role: "user", content: `Why ${place}?` }],
    }),
  );
  const options = { level: "nominal", seed: "1" };
  const because =
    "Not defined: people are anonymous: a place in an item's list is not the same person on the next item.";
  for (const { text } of [
    await run(severityOfFile, battles, options, "battles.jsonl"),
    await run(truthOfFile, battles, options, "battles.jsonl"),
    await run(dependabilityOfFile, battles, { level: "nominal", seed: "1", target: ".8" }, "battles.jsonl"),
  ])
    expect(text).toBe(because);
  expect((await run(modelOfFile, battles, options, "battles.jsonl")).text).toBe(
    "Not defined: outputs have one label each, and people are anonymous.",
  );
});
