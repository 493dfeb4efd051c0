import { expect } from "vitest";
import { db } from "@/lib/db/client";
import type { ImportRecord } from "@/lib/formats/contract/records";
import type { ImportStatus } from "@/lib/imports/contract";
import { personaPreference } from "@/lib/protocol/starters/persona-preference";
import type { Checks } from "./check";
import { loadFile, makeLoadable, stageFile } from "./drive";

const itemsOf = ({ sample }: ImportStatus) => sample.flatMap(({ record }) => (record.kind === "item" ? [record] : []));

/** The texts that a rater would read of an item. */
const textsOf = ({ task, parts }: Extract<ImportRecord, { kind: "item" }>) => [
  task.prompt,
  ...parts.flatMap(({ output, label }) => [
    ...(output?.text ? [output.text] : []),
    ...(output?.turns ?? []).map(({ text }) => text),
    ...(label ? [label] : []),
  ]),
];

/** Stages a file and returns what raters would read, item by item. */
async function readTexts(path: string) {
  const status = await stageFile(await makeLoadable(), path);
  expect(status.problems).toEqual([]);
  return itemsOf(status).map(textsOf);
}

/** Stages a file that has to be refused and returns its problems as "line field: message". */
async function readProblems(path: string, given: Parameters<typeof makeLoadable>[0] = {}) {
  const { state, problems } = await stageFile(await makeLoadable(given), path);
  expect(state).toBe("FAILED");
  return problems.map(({ line, field, message }) => `${line} ${field}: ${message}`);
}

/** The export of another tool is named, with what to do about it, and nothing of it is taken for something else. */
async function expectForeign(path: string, tool: string) {
  const problems = await readProblems(path);
  expect(problems).toEqual([expect.stringContaining(`an export of ${tool}`)]);
  expect(problems.join()).toContain("Say how to read it");
}

const twelve = Array.from({ length: 12 }, (_, place) => `i${place + 1}`);

/** A judge's answers about twelve items: nothing is guessed, and what cannot be read is named with its count. */
async function expectJudged(path: string, counts: object) {
  const staged = await stageFile(await makeLoadable({ items: twelve }), path);
  expect(staged).toMatchObject({ state: "READY", counts });
  const named = staged.questions.flatMap(({ values }) => values.filter(({ problem }) => problem !== null));
  expect(named.reduce((sum, { count }) => sum + count, 0)).toBe(staged.counts.unparsed + staged.counts.offScale);
}

/** Probabilities that are none are problems on these lines. */
async function expectNoDistribution(path: string, lines: readonly number[]) {
  const problems = await readProblems(path, { items: twelve });
  expect(problems.map((problem) => problem.split(":", 1)[0])).toEqual(lines.map((line) => `${line} probabilities`));
}

/** What rows mean: formats, roles, turns, judges' answers. */
export const formatsInputs: Checks = {
  "se-items.jsonl": async (path) => {
    const { counts } = await loadFile(await makeLoadable(), path);
    expect(counts).toMatchObject({ items: 8, unservable: 0 });
  },
  "ov-items.jsonl": async (path) => {
    expect(await readTexts(path)).toContainEqual(["Q2", "Answer number 2 says rest."]);
  },
  "md-items.jsonl": async (path) => {
    expect((await readTexts(path)).flat().join("\n")).toContain("2*5 mg");
  },
  "siblings/s02-star-product.jsonl": async (path) => {
    expect((await readTexts(path)).flat().join("\n")).toMatch(/3\*250 mg[\s\S]*2\*500 mg/);
  },
  "siblings/s04-footnote-pair.jsonl": async (path) => {
    expect((await readTexts(path)).flat()).toEqual(
      expect.arrayContaining([expect.stringContaining("1~2 drops at 7~9 h.")]),
    );
  },
  "im20-batch.jsonl": async (path) => {
    expect(await readTexts(path)).toEqual([
      ["", "Take two with water."],
      ["", "See a doctor today."],
    ]);
  },
  "im14-dpo.jsonl": async (path) => {
    const texts = await readTexts(path);
    expect(texts.map((own) => own.toSorted())).toEqual([
      ["Can I take two?", "Please ask your pharmacist first.", "Sure."],
      ["Is it urgent?", "No.", "See a doctor today."],
    ]);
  },
  "im13-hh.jsonl": async (path) => {
    const texts = await readTexts(path);
    expect(texts.map((own) => own.toSorted())).toEqual([
      ["Can I take two?", "Please ask your pharmacist first.", "Sure, take two."],
      ["Is it urgent?", "No.", "See a doctor today."],
    ]);
  },
  "im16-rolebench.jsonl": async (path) => {
    expect(await readTexts(path)).toEqual([
      ["Where do you sail?", "North, always north."],
      ["Who is your mate?", "Old Brask."],
    ]);
  },
  "im31-pandas-columns.json": async (path) => {
    expect(await readProblems(path)).toEqual([expect.stringMatching(/^1 (prompt|response): .*orient="records"/)]);
  },
  "im19-sharegpt.json": async (path) => {
    expect(await readTexts(path)).toEqual([
      ["", "Where do you sail?", "North."],
      ["", "Who is your mate?", "Brask."],
    ]);
  },
  "im32-python-repr.csv": async (path) => {
    expect(await readTexts(path)).toEqual([["", "Where do you sail?", "North, it's cold."]]);
  },
  "im33-multimodal-turns.jsonl": async (path) => {
    expect(await readTexts(path)).toEqual([
      ["", "Where do you sail?", "North."],
      ["", "Look it up", "search({})", "ok", "Done."],
    ]);
  },
  "im37-same-id-per-model.csv": async (path) => {
    expect(await readProblems(path)).toEqual([expect.stringContaining('"1"')]);
  },
  "lt-transcript.jsonl": async (path) => {
    const { counts } = await loadFile(await makeLoadable(), path);
    expect(counts).toMatchObject({ items: 1, unservable: 0 });
  },
  "siblings/s05-choices-object.jsonl": async (path) => {
    const problems = await readProblems(path);
    expect(problems).toEqual([expect.stringContaining("1 output: "), expect.stringContaining("2 output: ")]);
    expect(problems.join()).not.toContain("secret-x");
  },
  "siblings/s07-message-object.jsonl": async (path) => {
    expect(await readTexts(path)).toEqual([["Hi", "Hello"]]);
  },
  "siblings/s30-parts.jsonl": async (path) => {
    expect(await readTexts(path)).toEqual([["", "Hi there", "Hello"]]);
  },
  "siblings/s31-null-content.jsonl": async (path) => {
    expect(await readProblems(path)).toEqual(['1 messages: Turn 2 has no text: its "content" is null']);
  },
  "im12-arena.jsonl": async (path) => {
    const access = await makeLoadable({ protocol: null });
    const loaded = await loadFile(access, path);
    expect(loaded.counts).toMatchObject({ items: 2, unservable: 0, raters: 2, judges: 0, labels: 2 });
    const values = await db.answer.findMany({
      where: { judgment: { studyId: access.studyId } },
      select: { value: true },
      orderBy: { value: "asc" },
    });
    expect(values.map(({ value }) => value)).toEqual(["1", "both-bad"]);
  },
  "im12b-arena-tie.jsonl": async (path) => {
    const staged = await stageFile(await makeLoadable({ protocol: personaPreference.protocol }), path);
    expect(staged).toMatchObject({ state: "READY", format: "arena", counts: { items: 2, raters: 2, judges: 0 } });
    expect(itemsOf(staged).map(textsOf)).toEqual([
      ["Can I take two?", "Ask your pharmacist.", "Take two with water."],
      ["Is it urgent?", "No.", "Maybe."],
    ]);
  },
  "siblings/s28-arena-like.jsonl": async (path) => {
    const staged = await stageFile(await makeLoadable({ protocol: personaPreference.protocol }), path);
    expect(staged).toMatchObject({ state: "READY", counts: { items: 1, unservable: 0, raters: 1, judges: 0 } });
    expect(itemsOf(staged).map(textsOf)).toEqual([["Hi", "Hey", "Hello"]]);
  },
  ...Object.fromEntries(
    Object.entries({
      "im01-labelstudio.json": "Label Studio",
      "im02-labelstudio.csv": "Label Studio",
      "im03-argilla.jsonl": "Argilla",
      "im03b-argilla-hf.jsonl": "Argilla",
      "im04-doccano.jsonl": "doccano",
      "im05-prodigy.jsonl": "Prodigy",
      "siblings/s29-prodigy.jsonl": "Prodigy",
      "im06-langfuse-scores.csv": "Langfuse",
      "im07-langsmith.jsonl": "LangSmith",
      "im08-openai-evals.jsonl": "OpenAI Evals",
      "im09-inspect.json": "Inspect",
      "im10-lmeval.jsonl": "the LM Evaluation Harness",
      "im11-fastchat-pair.jsonl": "FastChat",
      "im15-alpaca.json": "AlpacaEval",
      "im22-qualtrics.csv": "Qualtrics",
      "im23-redcap.csv": "REDCap",
    }).map(([name, tool]) => [name, (path: string) => expectForeign(path, tool)]),
  ),
  "ju01-verdict-texts.csv": (path) => expectJudged(path, { labels: 12, missing: 1, unparsed: 7 }),
  "ju03-float-average.csv": (path) => expectJudged(path, { labels: 6, missing: 0, unparsed: 0, offScale: 3 }),
  "ju04-nested.jsonl": (path) => expectJudged(path, { labels: 4, missing: 0, unparsed: 0 }),
  "ju05-wide.csv": async (path) => {
    const { state, counts, notes } = await stageFile(await makeLoadable({ items: twelve }), path);
    // "nan" is no answer: missing or not parsed, and never a value. -1 is off the scale, and called so.
    expect({ state, none: counts.missing + counts.unparsed }).toEqual({ state: "READY", none: 2 });
    expect(counts.offScale).toBe(2);
    expect(notes).toContainEqual(expect.stringContaining('off the scale of "safety"'));
  },
  "ju06-double.csv": async (path) => {
    expect(await readProblems(path, { items: twelve })).toEqual([expect.stringContaining("the first is on line 2")]);
  },
  "ju07-nbsp-fullwidth.csv": async (path) => {
    const { counts, questions } = await stageFile(await makeLoadable({ items: twelve }), path);
    const given = questions.flatMap(({ values }) => values).filter(({ becomes }) => becomes !== null);
    // Read as the same 4, or named with counts: nothing else.
    expect(given.every(({ becomes }) => becomes === "4")).toBe(true);
    expect(counts.unparsed + given.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  },
  "ju02-logprobs.jsonl": (path) => expectNoDistribution(path, [1, 2, 3, 4, 5]),
  "ju02b-logprobs-only.jsonl": (path) => expectNoDistribution(path, [1, 2]),
  "ju02c-top-token.jsonl": (path) => expectNoDistribution(path, [1]),
  "ju02d-sums.jsonl": (path) => expectNoDistribution(path, [1, 2, 4]),
  "siblings/s09-ln-probs.jsonl": (path) => expectNoDistribution(path, [1]),
  "siblings/s10-percent-probs.jsonl": (path) => expectNoDistribution(path, [1]),
  "siblings/s11-probs-text.csv": (path) => expectNoDistribution(path, [2]),
  "ju02e-corrected.jsonl": async (path) => {
    const access = await makeLoadable({ items: twelve });
    await loadFile(access, path, { mapping: { columns: { probabilities: "ignore" } } });
    const repaired = await loadFile(access, path);
    expect(repaired.counts).toMatchObject({ labels: 1, labelsKnown: 0, labelsRepaired: 1 });
    expect((await loadFile(access, path)).counts).toMatchObject({ labelsKnown: 1, labelsRepaired: 0 });
  },
};
