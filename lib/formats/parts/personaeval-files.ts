import { nothingLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeFiles, manifestPath, writeManifest } from "@/lib/formats/contract/export-file";
import type { ExportedItem } from "@/lib/formats/contract/exported-study";
import {
  decideGroundTruth,
  noGroundTruthReasons,
  writePersonaEvalHeader,
  writePersonaEvalRow,
} from "@/lib/formats/parts/write-personaeval";
import { addLeftOut } from "@/lib/formats/values/count-votes";
import { requireQuestion } from "@/lib/formats/values/require-question";
import { textBatches } from "@/lib/text/bytes/byte-batches";

const about = [
  "prompt, option1 ... optionN, gt; optionN_profile where the study has profiles. Options stand in the order of the file loaded, whatever order people were shown.",
  "gt is the text of the right option: as loaded (truth), or the most frequent answer of people (majority).",
  "A cell that a spreadsheet would run as a formula has an apostrophe in front.",
];

/** X3: the PersonaEval table. */
export const personaEvalFiles: MakeFiles = async function* (reader, { version, question: key, gt: source }) {
  const study = await reader.study(version);
  const counted = requireQuestion(study, key, "options");
  const columns = await reader.optionColumns();
  const leftOut = nothingLeftOut();
  const itemsLeftOut: Record<string, number> = Object.fromEntries(noGroundTruthReasons.map((reason) => [reason, 0]));
  const counts = { items: 0, rows: 0, itemsLeftOut };
  const writeRow = (item: ExportedItem) => {
    const decision = decideGroundTruth(item, counted, { source, rule: study.rule });
    counts.items++;
    addLeftOut(leftOut, decision.votes.leftOut);
    if (decision.reason !== null) {
      itemsLeftOut[decision.reason] = (itemsLeftOut[decision.reason] ?? 0) + 1;
      return "";
    }
    counts.rows++;
    return writePersonaEvalRow(item, decision.gt, columns);
  };
  async function* rows() {
    yield writePersonaEvalHeader(columns);
    for await (const items of reader.items({ withLabels: source === "majority" })) yield* textBatches(items, writeRow);
  }
  yield { path: "personaeval.csv", chunks: rows() };
  const manifest = () => ({
    ...describeExport(study, { format: "X3 PersonaEval", about, leftOut, counts }),
    question: counted.question.key,
    groundTruth: source,
  });
  yield { path: manifestPath, chunks: writeManifest(manifest) };
};
