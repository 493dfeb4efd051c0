import { z } from "zod";

export const exportKeys = ["x1", "x3", "x4", "x6"] as const;
export type ExportKey = (typeof exportKeys)[number];

export const exportFormats = ["zip", "csv", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What an export can be told. In a URL as query parameters, on the command line as options. */
export const exportOptionsSchema = z.object({
  /** Whose layout's spelling X1 keeps: `spedific` and `reject`; false writes `specific` and `rejected`. */
  compat: z.stringbool().default(true),
  /** X3: where the right option comes from. */
  gt: z.enum(["truth", "majority"]).default("truth"),
  /** X1, X3: the question's key; the first that fits by default. */
  question: z.string().max(40).optional(),
  /** The protocol version whose labels count: a number, "all", the newest with labels, or the one with most that count. */
  version: z
    .union([z.enum(["most", "latest", "all"]), z.coerce.number().int().min(1)], "Give a version's number, or all")
    .default("most"),
  /** CSV: a byte order mark in front, by which Excel knows that a file is UTF-8. */
  bom: z.stringbool().default(false),
});
export type ExportOptions = z.output<typeof exportOptionsSchema>;

export type ExportEntry = {
  key: ExportKey;
  title: string;
  /** Stands in the name of the file. */
  slug: string;
  description: string;
  /** The first is what comes without being asked for another. */
  formats: readonly [ExportFormat, ...ExportFormat[]];
  /** Which of the options have a meaning here. */
  options: readonly (keyof ExportOptions)[];
};

/** What can be taken away. Every zip holds a `manifest.json` that says what counted and what was left out. */
export const exportCatalogue: Readonly<Record<ExportKey, ExportEntry>> = {
  x1: {
    key: "x1",
    title: "PersonaFeedback dataset",
    slug: "personafeedback",
    description:
      "Preference pairs as persona/all_personas.jsonl and data/{general,spedific}/{easy,medium,hard}.jsonl, with the reply that most people preferred as chosen. Votes, ties, agreement and shown positions lie beside it in annotations.jsonl.",
    formats: ["zip"],
    options: ["compat", "question", "version"],
  },
  x3: {
    key: "x3",
    title: "PersonaEval table",
    slug: "personaeval",
    description:
      "One row per role identification item: prompt, the options in their canonical order, the right one, and profiles where there are any.",
    formats: ["csv", "zip"],
    options: ["gt", "question", "version", "bom"],
  },
  x4: {
    key: "x4",
    title: "Raw labels",
    slug: "labels",
    description:
      "Every label under its rater's pseudonym, with what was shown. JSON Lines hold the items too and can be imported again; the table has one row per answer, earlier revisions included.",
    formats: ["jsonl", "csv", "zip"],
    options: ["version", "bom"],
  },
  x6: {
    key: "x6",
    title: "People and judges",
    slug: "human-judge",
    description:
      "One row per item and question: what most people said, how many said what, and each judge's answer with whether it agrees.",
    formats: ["csv", "zip"],
    options: ["version", "bom"],
  },
};

/** The name of a download: plain ASCII, and neither the study's name nor anybody else's in it. */
export const exportFileName = (key: ExportKey, studyId: string, format: ExportFormat) =>
  `persona-grata-${exportCatalogue[key].slug}-${studyId.replace(/[^0-9a-f]/g, "").slice(0, 8)}.${format}`;
