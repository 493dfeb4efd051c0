import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import type { StartInput } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import type { Checks } from "./check";
import { loadFile, makeLoadable, runAgreement, stageFile } from "./drive";

async function readProblems(path: string, given: Parameters<typeof makeLoadable>[0] = {}) {
  const { problems, state } = await stageFile(await makeLoadable(given), path);
  expect(state).toBe("FAILED");
  return problems.map(({ line, message }) => `${line} ${message}`).join("\n");
}

const loadLabels = async (path: string, items: string[], asked: Partial<StartInput> = {}) => {
  const { counts } = await loadFile(await makeLoadable({ items }), path, asked);
  return counts.labels;
};

const countItems = async (path: string, asked: Partial<StartInput> = {}) =>
  (await stageFile(await makeLoadable(), path, asked)).counts.items;

async function exportedLabels(access: StudyAccess) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(access, "x4", "csv", exportOptionsSchema.parse({}))) chunks.push(chunk);
  return parse<Record<string, string>>(Buffer.concat(chunks).toString("utf8"), { columns: true });
}

const wide = { wide: true };

const codecs = ["snappy", "gzip", "brotli", "lz4_raw", "zstd", "uncompressed"];

const isNotUtf8 = /not UTF-8\. It looks like/;

/** From bytes to rows: encodings, quoting, what spreadsheets leave, Parquet. */
export const bytesInputs: Checks = {
  ...Object.fromEntries(
    codecs.map((codec): [string, Checks[string]] => [
      `pq-${codec}.parquet`,
      async (path) => expect((await runAgreement(path, {})).text).toContain("3 units, 2 raters"),
    ]),
  ),
  "pq-types.parquet": async (path) => {
    expect((await runAgreement(path, { value: "vf" })).text).toMatch(/Labels: [^.]*1\.1, 2\.1/);
    expect((await runAgreement(path, { value: "vdt" })).text).toContain("2024-01-03");
  },
  "ag03c-python-nan.jsonl": async (path) => {
    await expect(runAgreement(path, {})).rejects.toThrow(/:3.*it holds NaN/);
  },
  "im29-nan.json": async (path) => expect(await readProblems(path)).toMatch(/^1 .*it holds NaN/),
  "siblings/s24-nan.json": async (path) => expect(await readProblems(path)).toMatch(/^1 .*it holds NaN/),
  "ag17-sep-line.csv": async (path) => expect((await runAgreement(path, wide)).text).toContain("3 units, 2 raters"),
  "ag24-cr-only.csv": async (path) => expect((await runAgreement(path, wide)).text).toContain("3 units, 2 raters"),
  "ag16-excel-trailing.csv": async (path) =>
    expect((await runAgreement(path, wide)).text).toContain("3 units, 2 raters"),
  "ag16b-trailing-columns.csv": async (path) =>
    expect((await runAgreement(path, wide)).text).toContain("4 units, 2 raters"),
  "ag16c-trailing-rows.csv": async (path) =>
    expect((await runAgreement(path, wide)).text).toContain("4 units, 2 raters"),
  "siblings/s22-blank-rows.csv": async (path) =>
    expect((await runAgreement(path, wide)).text).toContain("2 units, 2 raters"),
  "ag26-dates.csv": async (path) => expect((await runAgreement(path, wide)).text).toContain("2 units, 2 raters"),
  "ag25-bom-crlf-quoted.csv": async (path) =>
    expect((await runAgreement(path, { unit: "Item ID", rater: "Rater", value: "Label" })).text).toContain(
      "2 units, 2 raters",
    ),
  "ag10-decimal-comma.csv": async (path) => {
    await expect(runAgreement(path, { ...wide, level: "interval" })).rejects.toThrow("write it with a point (3.5)");
  },
  "ag18-cp1252.csv": async (path) => {
    await expect(runAgreement(path, wide)).rejects.toThrow(/Windows-1252.*"müde"/);
    expect((await runAgreement(path, { ...wide, encoding: "windows-1252" })).text).toContain("müde");
  },
  "ag19-unicode-text.txt": async (path) => {
    await expect(runAgreement(path, wide)).rejects.toThrow("It looks like UTF-16");
    expect((await runAgreement(path, { ...wide, encoding: "utf-16le" })).text).toContain("3 units, 2 raters");
  },
  "ag31-title-row.csv": async (path) => {
    await expect(runAgreement(path, wide)).rejects.toThrow("If a title stands above the header, delete that line");
  },
  "ex-labels.csv": async (path) => {
    const access = await makeLoadable({ items: ["1-2", "00123"] });
    expect((await loadFile(access, path)).counts.labels).toBe(2);
    const rows = await exportedLabels(access);
    expect(rows.map(({ item, value, rationale }) => [item, value, rationale])).toEqual([
      ["1-2", "4", "größer, 3/4"],
      ["00123", "5", "'=SUM(A1)"],
    ]);
  },
  "im39-human-headers.csv": async (path) => {
    const { counts, columns } = await stageFile(await makeLoadable(), path);
    expect(counts).toMatchObject({ items: 2, unservable: 0 });
    expect(columns.map(({ role }) => role)).toEqual(["prompt", "response", "factor:Model Name", "persona"]);
  },
  "la01-human.csv": async (path) => {
    const { problems, notes } = await stageFile(await makeLoadable({ items: ["i1", "i2", "i3", "i4", "i5"] }), path);
    expect(problems.map(({ line }) => line)).toEqual([5, 7, 8, 9]);
    expect(notes.join()).toContain('2 answers to "safety" look like no label: "n/a" (line 5), "NaN" (line 9)');
  },
  "la04-title-row.csv": async (path) => expect(await readProblems(path)).toContain("title stands above the header"),
  "pq-hf-dpo.parquet": async (path) => {
    const { counts, sample } = await stageFile(await makeLoadable(), path);
    expect(counts).toMatchObject({ items: 1, unservable: 0 });
    expect(sample[0]?.record).toMatchObject({
      layout: "PAIR",
      task: { prompt: "Can I take two?" },
      truth: { preference: "2" },
      parts: [{ output: { text: "Sure." } }, { output: { text: "Ask your pharmacist." } }],
    });
  },
  "la05-cp1252.csv": async (path) => {
    expect(await readProblems(path)).toMatch(isNotUtf8);
    expect(await loadLabels(path, ["i1"], { mapping: { encoding: "windows-1252" } })).toBe(1);
  },
  "la06-utf16.txt": async (path) => {
    expect(await readProblems(path)).toMatch(isNotUtf8);
    expect(await loadLabels(path, ["i1"], { mapping: { encoding: "utf-16le" } })).toBe(1);
  },
  "siblings/s27-utf16be.csv": async (path) => expect(await readProblems(path)).toMatch(/UTF-16.*utf-16be/),
  "la02-sep.csv": async (path) => expect(await loadLabels(path, ["i1"])).toBe(1),
  "la03-excel-tail.csv": async (path) => expect(await loadLabels(path, ["i1", "i2"])).toBe(2),
  "la07-bom.csv": async (path) => expect(await loadLabels(path, ["i1"])).toBe(1),
  "im30-pandas-index.csv": async (path) => expect(await countItems(path)).toBe(2),
  "im34-items.jsonl.gz": async (path) => expect(await countItems(path)).toBe(12),
  "im35-backslash-quotes.csv": async (path) => expect(await readProblems(path)).toMatch(/^4 A quote is written as/),
  "im36-space-quote.csv": async (path) =>
    expect(await readProblems(path)).toMatch(/^3 .*a blank stands before a quote/),
  "im38-pipe.csv": async (path) => expect(await countItems(path)).toBe(2),
  "it-long.jsonl": async (path) => expect(await countItems(path)).toBe(4),
  "siblings/s26-long-first.jsonl": async (path) => expect(await countItems(path)).toBe(2),
  "it-nul.jsonl": async (path) => expect(await readProblems(path)).toMatch(/^1 There is a NUL/),
  "it-items.jsonl": async (path) => expect(await countItems(path)).toBe(12),
  "ex-items.jsonl": async (path) => expect(await countItems(path)).toBe(2),
  "xl-labels.xlsx": async (path) => {
    expect(await readProblems(path)).toMatch(/Excel workbook.*CSV UTF-8/);
    await expect(runAgreement(path, {})).rejects.toThrow("Excel workbook");
  },
};
