import { nothingLeftOut, reasonLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeFiles, manifestPath, writeManifest } from "@/lib/formats/contract/export-file";
import type { ExportedItem, ExportedStudy, StudyReader } from "@/lib/formats/contract/exported-study";
import {
  writeLabelRecords,
  writeLabelRows,
  writeLabelTableHeader,
  writeRecord,
} from "@/lib/formats/parts/write-raw-labels";
import { textBatches } from "@/lib/text/bytes/byte-batches";

const about = [
  "labels.jsonl: one record a line: factors, the protocol, personas, items, then labels. The app's import reads it. Of a label that was changed the last revision stands in it.",
  "labels.csv: one row per answer, earlier revisions too (is_latest). counts says whether the label is in the headline figures, left_out_because why not.",
  "Asked for one protocol version by its number, both hold the labels of that version alone.",
  "rater is a pseudonym; a judge has its own name. People who withdrew are in neither file.",
  "value of a pair or of candidates is a part key: 1 is the first side or option of the file loaded. shown_order lists the keys as that person saw them, shown_view how the texts stood: marked-up, as-written or both.",
  "In labels.csv a cell that a spreadsheet would run as a formula has an apostrophe in front.",
];

type Reading = {
  reader: StudyReader;
  study: ExportedStudy;
  /** The only version whose labels are written; null for all. */
  only: number | null;
};

/** Whoever asks for one version by its number gets its labels alone: another version may have other questions. */
const ofVersion = (item: ExportedItem, { only }: Reading): ExportedItem =>
  only === null ? item : { ...item, judgments: item.judgments.filter(({ version }) => version === only) };

async function* writeRecords(reading: Reading) {
  const { reader, study } = reading;
  for (const factor of await reader.factors()) yield writeRecord(factor);
  if (study.protocol.questions.length > 0) yield writeRecord({ kind: "protocol", protocol: study.protocol });
  for await (const persona of reader.personas()) yield writeRecord(persona);
  const { questions } = study.protocol;
  for await (const items of reader.items({ withLabels: false }))
    yield* textBatches(items, ({ record }) => writeRecord(record));
  for await (const items of reader.items({ withParts: false }))
    yield* textBatches(items, (item) => writeLabelRecords(ofVersion(item, reading), questions));
}

async function* writeTable(reading: Reading) {
  const { reader, study } = reading;
  yield writeLabelTableHeader();
  const { protocol, rule } = study;
  for await (const items of reader.items({ withParts: "marks" }))
    yield* textBatches(items, (item) => writeLabelRows(ofVersion(item, reading), protocol.questions, rule));
}

async function countLabels({ reader, study }: Reading) {
  const leftOut = nothingLeftOut();
  const counts = { items: 0, judgments: 0, judgmentsThatCount: 0, answers: 0 };
  for await (const items of reader.items({ withParts: false })) {
    counts.items += items.length;
    for (const { record, judgments } of items) {
      for (const judgment of judgments) {
        const reason = reasonLeftOut({ ...judgment, isForTuning: record.isForTuning }, study.rule);
        counts.judgments++;
        counts.answers += judgment.answers.length;
        if (reason) leftOut[reason]++;
        else counts.judgmentsThatCount++;
      }
    }
  }
  return { leftOut, counts };
}

/** X4: raw labels, as records that can be imported again and as a flat table. */
export const rawLabelFiles: MakeFiles = async function* (reader, { version }) {
  const study = await reader.study(version);
  const reading: Reading = { reader, study, only: typeof version === "number" ? version : null };
  yield { path: "labels.jsonl", chunks: writeRecords(reading) };
  yield { path: "labels.csv", chunks: writeTable(reading) };
  async function* manifest() {
    const described = describeExport(study, { format: "X4 raw labels", about, ...(await countLabels(reading)) });
    yield* writeManifest(() => described);
  }
  yield { path: manifestPath, chunks: manifest() };
};
