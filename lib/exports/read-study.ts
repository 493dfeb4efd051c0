import { eachPageOfItems } from "@/lib/exports/item-reader";
import { getLabelContext, type LabelContext } from "@/lib/exports/label-context";
import type { Snapshot } from "@/lib/exports/snapshot";
import { eachPersona, getExportedStudy, getOptionColumns, listFactors } from "@/lib/exports/study-reader";
import type { StudyReader } from "@/lib/formats/contract/exported-study";

/** A study of a snapshot, as the formats read it. */
export function readStudy(snapshot: Snapshot, studyId: string): StudyReader {
  let found: Promise<LabelContext> | undefined;
  const context = () => {
    found ??= getLabelContext(snapshot, studyId);
    return found;
  };
  return {
    study: (version) => getExportedStudy(snapshot, studyId, version),
    factors: () => listFactors(snapshot, studyId),
    personas: () => eachPersona(snapshot, studyId),
    raters: async () => [...(await context()).raters.values()],
    items: async function* (options) {
      yield* eachPageOfItems(snapshot, studyId, await context(), options);
    },
    optionColumns: () => getOptionColumns(snapshot, studyId),
  };
}
