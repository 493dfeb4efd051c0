import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { writeLabelRecords, writeLabelRows, writeLabelTableHeader } from "@/lib/formats/parts/write-raw-labels";
import { makeExportedItem, makeExportedJudgment, makeExportedRater } from "@/lib/formats/testing/make-exported";
import { questionsSchema } from "@/lib/protocol/schema";

const questions = questionsSchema.parse([{ key: "p", type: "preference", text: "Which?", tie: true, strength: true }]);
const rule = { version: 1, countRepeats: false, countSimulated: false } as const;
const ada = makeExportedRater("calm-heron-12", { group: "clinician", sawConditions: true });
const judge = makeExportedRater("judge-1", { kind: "JUDGE", modelFamily: "m", promptVersion: "v2" });

const item = makeExportedItem({ task: { tier: "easy" } }, [
  makeExportedJudgment(ada, "p", "1", { isLatest: false }),
  makeExportedJudgment(ada, "p", "2", { revision: 2, number: 2, view: "both", rationale: "=cmd|' /C calc'!A0" }),
  makeExportedJudgment(judge, "p", null, { state: "UNPARSED", raw: "?", shown: [] }),
]);

test("records hold the last revision of each label, and all that is known of it", () => {
  const lines = writeLabelRecords(item, questions)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    {
      kind: "label",
      item: "i1",
      rater: "calm-heron-12",
      raterKind: "HUMAN",
      origin: "APP",
      sawConditions: true,
      group: "clinician",
      question: "p",
      state: "GIVEN",
      value: "2",
      strength: "clear",
      rationale: "=cmd|' /C calc'!A0",
      occurrence: 1,
      purpose: "PRIMARY",
      revision: 2,
      version: 1,
      shown: ["2", "1"],
      view: "both",
      activeMs: 8000,
      elapsedMs: 9000,
      date: "2026-01-02T03:04:05.000Z",
    },
    {
      kind: "label",
      item: "i1",
      rater: "judge-1",
      raterKind: "JUDGE",
      origin: "APP",
      modelFamily: "m",
      promptVersion: "v2",
      question: "p",
      state: "UNPARSED",
      value: null,
      raw: "?",
      occurrence: 1,
      purpose: "PRIMARY",
      revision: 1,
      version: 1,
      shown: [],
      activeMs: 8000,
      elapsedMs: 9000,
      date: "2026-01-02T03:04:05.000Z",
    },
  ]);
});

test("the table holds every revision, says what counts, and runs in no spreadsheet", () => {
  const text = writeLabelTableHeader() + writeLabelRows(item, questions, rule);
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  expect(
    rows.map(({ revision, is_latest, counts, left_out_because }) => [revision, is_latest, counts, left_out_because]),
  ).toEqual([
    ["1", "false", "false", "sawConditions"],
    ["2", "true", "false", "sawConditions"],
    ["1", "true", "true", ""],
  ]);
  expect(rows[1]).toMatchObject({
    strength: "clear",
    shown_order: "2 1",
    shown_view: "both",
    chosen_position: "1",
    rationale: "'=cmd|' /C calc'!A0",
    severity: "",
    quote: "",
  });
  expect(rows[2]).toMatchObject({ state: "UNPARSED", value: "", chosen_position: "" });
});

test("a mark is a row at its place, with its category, how severe it is and what stands there", () => {
  const marks = questionsSchema.parse([
    {
      key: "m",
      type: "marks",
      text: "What is wrong?",
      severities: ["mild", "bad"],
      categories: [{ key: "tone", label: "Tone" }],
    },
  ]);
  const [judgment] = [makeExportedJudgment(ada, "m", '["tone"]')];
  if (!judgment) throw new Error("no judgment");
  const [ofItem] = judgment.answers;
  if (!ofItem) throw new Error("no answer");
  const marked = { ...ofItem, target: "1:t2:4-9", value: "tone", number: 2, quote: "=five" };
  const made = makeExportedItem({}, [{ ...judgment, answers: [ofItem, marked] }]);
  const records = writeLabelRecords(made, marks)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(records[0]).not.toHaveProperty("quote");
  expect(records[1]).toMatchObject({ target: "1:t2:4-9", value: "tone", severity: 2, quote: "=five" });
  const [, row] = parse(writeLabelTableHeader() + writeLabelRows(made, marks, rule), { columns: true });
  expect(row).toMatchObject({ target: "1:t2:4-9", value: "tone", severity: "2", quote: "'=five" });
});
