import { describeLeftOut, type LeftOut } from "@/lib/counting/headline";
import type { ExportOptions } from "@/lib/formats/contract/export-options";
import type { ExportedStudy, StudyReader } from "@/lib/formats/contract/exported-study";
import type { ZipEntry } from "@/lib/text/bytes/zip-chunks";

/** One file of an export. Files have to be read in the order in which they come: later ones tell of earlier ones. */
export type ExportFile = ZipEntry;

/** Makes the files of one export; throws a `Refusal` before the first byte when the study has not what it needs. */
export type MakeFiles = (study: StudyReader, options: ExportOptions) => AsyncGenerator<ExportFile>;

export const manifestPath = "manifest.json";

type ManifestContent = {
  format: string;
  /** What stands in each file, and how it was decided. */
  about: readonly string[];
  leftOut: LeftOut;
  counts: Record<string, unknown>;
};

/** What an export says about itself: the study, the one rule of what counts, and what it left out. No date: same data, same bytes. */
export function describeExport(study: ExportedStudy, { format, about, leftOut, counts }: ManifestContent) {
  const { version, countRepeats, countSimulated } = study.rule;
  return {
    format,
    about,
    study: {
      id: study.id,
      name: study.name,
      isDemo: study.isDemo,
      seed: study.seed,
      labelsPerItem: study.labelsPerItem,
    },
    rule: {
      protocolVersion: version,
      countsRepeats: countRepeats,
      countsSimulatedRaters: countSimulated,
      tieRule: study.tieRule,
    },
    judgeTerms: study.judgeTerms,
    itemsForTuning: study.itemsForTuning,
    counts,
    labelsLeftOut: leftOut,
    labelsErasedByWithdrawal: study.erased,
    inWords: describeLeftOut(leftOut),
  };
}

export async function* writeManifest(manifest: () => object): AsyncGenerator<string> {
  yield `${JSON.stringify(manifest(), null, 2)}\n`;
}
