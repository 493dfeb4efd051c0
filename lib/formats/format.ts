import type { TablePurpose } from "@/lib/formats/columns/suggest-roles";
import type { Reader, ReadOptions } from "@/lib/formats/contract/convert-rows";
import type { MakeFiles } from "@/lib/formats/contract/export-file";
import type { ExportOptions } from "@/lib/formats/contract/export-options";
import type { Read } from "@/lib/formats/contract/records";
import type { Certainty, Fits } from "@/lib/formats/detect/columns";
import type { Protocol } from "@/lib/protocol/schema";
import type { SourceFolder } from "@/lib/text/bytes/source";

/** How a single file of an export is written; a zip holds all of them and `manifest.json`. */
export const exportForms = ["zip", "csv", "jsonl"] as const;
export type ExportForm = (typeof exportForms)[number];

/** How a format goes out. */
export type Writer<ExportKey extends string> = {
  /** By which it is asked for, in a URL and on the command line. */
  key: ExportKey;
  title: string;
  /** Stands in the name of the file. */
  slug: string;
  description: string;
  /** The same in half a line, for the command line. */
  summary: string;
  /** The first is what comes without being asked for another. */
  forms: readonly [ExportForm, ...ExportForm[]];
  /** Which of the options have a meaning here. */
  options: readonly (keyof ExportOptions)[];
  files: MakeFiles;
};

/**
 * What somebody who loads such a file is asked beside its columns: the judge that no column names, whether dialogues become turns,
 * whether a second vote of one rater is a vote of its own.
 */
export type Ask = "judge" | "dialogues" | "repeats";

/** Everything that the house asks of a format. What a format does not have is null. */
export type Format<Key extends string = string, ExportKey extends string = string> = {
  key: Key;
  /** What a person calls it, in a list to choose from. */
  label: string;
  /** How a file is told to be of this format by its columns. */
  detect: { readonly [C in Certainty]?: Fits };
  /** The member that holds the rows, where the file is one object of JSON; it tells the format too. */
  rowsIn: string | null;
  /** Reads a single file. */
  read: Reader | null;
  /** Reads a folder, or an archive of one. */
  archive: ((folder: SourceFolder, options: ReadOptions) => AsyncIterable<Read>) | null;
  write: Writer<ExportKey> | null;
  /** Formats with columns of any name: how their roles are suggested. */
  columns: TablePurpose | null;
  asks: readonly Ask[];
  /** The protocol that its labels were given under, where the format implies one. */
  protocol: Protocol | null;
  /** What raters should know before they read such texts, where the format is known for them. */
  contentWarning: string | null;
  /** Whether people stand in it under pseudonyms that this app drew. */
  hasPseudonyms: boolean;
};

type Given<Key extends string, ExportKey extends string> = Pick<Format<Key, ExportKey>, "key" | "label"> &
  Partial<Format<Key, ExportKey>>;

/** A format, from what is particular to it. */
export const defineFormat = <const Key extends string, const ExportKey extends string = never>(
  given: Given<Key, ExportKey>,
): Format<Key, ExportKey> => ({
  detect: {},
  rowsIn: null,
  read: null,
  archive: null,
  write: null,
  columns: null,
  asks: [],
  protocol: null,
  contentWarning: null,
  hasPseudonyms: false,
  ...given,
});
