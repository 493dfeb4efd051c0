import type { ExportForm, Writer } from "@/lib/formats/format";
import { type ExportKey, formatKeys, formats } from "@/lib/formats/formats";

const writers: readonly Writer<ExportKey>[] = formatKeys.flatMap((key) => formats[key].write ?? []);

/** What can be taken away. Every zip holds a `manifest.json` that says what counted and what was left out. */
export const exportCatalogue = writers.map(({ files: _, ...entry }) => entry).sort((a, b) => (a.key < b.key ? -1 : 1));
export type ExportEntry = (typeof exportCatalogue)[number];

export const exportKeys = exportCatalogue.map(({ key }) => key);

/** How the export of a key is written; null where there is none. */
export const findWriter = (asked: string): Writer<ExportKey> | null => writers.find(({ key }) => key === asked) ?? null;

/** The name of a download: plain ASCII, and neither the study's name nor anybody else's in it. */
export const exportFileName = ({ slug }: Pick<ExportEntry, "slug">, studyId: string, form: ExportForm) =>
  `persona-grata-${slug}-${studyId.replace(/[^0-9a-f]/g, "").slice(0, 8)}.${form}`;
