import { nothingLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeExport, manifestPath, writeManifest } from "@/lib/exports/export-file";
import { eachItem } from "@/lib/exports/item-reader";
import { getLabelContext } from "@/lib/exports/label-context";
import { requireQuestion } from "@/lib/exports/require-question";
import type { Snapshot } from "@/lib/exports/snapshot";
import { getExportedStudy } from "@/lib/exports/study-reader";
import {
  decideGroundTruth,
  noGroundTruthReasons,
  type PersonaEvalColumns,
  writePersonaEvalHeader,
  writePersonaEvalRow,
} from "@/lib/formats/parts/write-personaeval";
import { addLeftOut } from "@/lib/formats/values/count-votes";
import { layoutsNaming, quoted } from "@/lib/layouts/layouts";

const about = [
  "prompt, option1 ... optionN, gt; optionN_profile where the study has profiles. Options stand in the order of the file loaded, whatever order people were shown.",
  "gt is the text of the right option: as loaded (truth), or the most frequent answer of people (majority).",
  "A cell that a spreadsheet would run as a formula has an apostrophe in front.",
];

async function getColumns({ list }: Snapshot, studyId: string): Promise<PersonaEvalColumns> {
  const [found] = await list<PersonaEvalColumns>(
    `SELECT coalesce(max(parts), 0)::int AS options, coalesce(bool_or(profiles), false) AS "hasProfiles" FROM (
       SELECT count(*) AS parts, bool_or(p.profile IS NOT NULL) AS profiles
       FROM "Item" i JOIN "ItemPart" p ON p."itemId" = i.id
       WHERE i."studyId" = $1 AND i.layout IN (${quoted(layoutsNaming("candidate"))}) GROUP BY i.id) AS item`,
    [studyId],
  );
  return found ?? { options: 0, hasProfiles: false };
}

/** X3: the PersonaEval table. */
export const makePersonaEval: MakeExport = async function* (snapshot, studyId, { version, question: key, gt: source }) {
  const study = await getExportedStudy(snapshot, studyId, version);
  const counted = requireQuestion(study, key, "options");
  const context = await getLabelContext(snapshot, studyId);
  const columns = await getColumns(snapshot, studyId);
  const leftOut = nothingLeftOut();
  const itemsLeftOut: Record<string, number> = Object.fromEntries(noGroundTruthReasons.map((reason) => [reason, 0]));
  const counts = { items: 0, rows: 0, itemsLeftOut };
  async function* rows() {
    yield writePersonaEvalHeader(columns);
    const reading = { withLabels: source === "majority" };
    for await (const item of eachItem(snapshot, studyId, context, reading)) {
      const decision = decideGroundTruth(item, counted, { source, rule: study.rule });
      counts.items++;
      addLeftOut(leftOut, decision.votes.leftOut);
      if (decision.reason !== null) itemsLeftOut[decision.reason] = (itemsLeftOut[decision.reason] ?? 0) + 1;
      else {
        counts.rows++;
        yield writePersonaEvalRow(item, decision.gt, columns);
      }
    }
  }
  yield { path: "personaeval.csv", chunks: rows() };
  const manifest = () => ({
    ...describeExport(study, { format: "X3 PersonaEval", about, leftOut, counts }),
    question: counted.question.key,
    groundTruth: source,
  });
  yield { path: manifestPath, chunks: writeManifest(manifest) };
};
