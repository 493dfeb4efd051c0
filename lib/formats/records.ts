import { z } from "zod";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { ImportRecord } from "@/lib/formats/contract/records";
import { defineFormat } from "@/lib/formats/format";
import { rawLabelFiles } from "@/lib/formats/parts/raw-label-files";
import {
  AnswerState,
  FactorRole,
  FactorScale,
  PersonaKind,
  Purpose,
  RaterKind,
  RaterOrigin,
  Reservation,
} from "@/lib/generated/prisma/enums";
import { explainParts } from "@/lib/layouts/explain-parts";
import { itemLayouts } from "@/lib/layouts/layouts";
import { protocolSchema } from "@/lib/protocol/schema";
import { usedViews } from "@/lib/reading/text-view";

const text = z.string();
const name = text.min(1);
const values = z.record(text, text);

const persona = z.object({
  kind: z.literal("persona"),
  externalId: name,
  name,
  personaKind: z.enum(PersonaKind),
  text,
  sections: z.record(text, z.unknown()).default({}),
  covariates: z.record(text, z.number()).default({}),
  statements: z.array(text).default([]),
  tags: z.array(text).default([]),
  isImplied: z.boolean().optional(),
});

const factor = z.object({
  kind: z.literal("factor"),
  name,
  scale: z.enum(FactorScale),
  role: z.enum(FactorRole),
  baseline: text.optional(),
  levels: z.array(text).optional(),
});

const turn = z.object({ speaker: text, text });

const part = z.object({
  output: z
    .object({
      text: text.nullable(),
      turns: z.array(turn).optional(),
      shown: z.object({ text: text.optional(), turns: z.array(turn).optional() }).optional(),
      factors: values.default({}),
      persona: text.optional(),
      extra: z.record(text, z.unknown()).optional(),
    })
    .optional(),
  label: text.optional(),
  profile: text.optional(),
  persona: text.optional(),
});

const item = z.object({
  kind: z.literal("item"),
  externalId: name,
  layout: z.enum(itemLayouts),
  task: z.object({
    externalId: name,
    prompt: text,
    promptTurns: z.array(turn).optional(),
    shown: z.object({ prompt: text.optional(), turns: z.array(turn).optional() }).optional(),
    persona: text.optional(),
    track: text.optional(),
    tier: text.optional(),
    goldAnswer: text.optional(),
    referenceAnswer: text.optional(),
    policyText: text.optional(),
  }),
  factors: values.default({}),
  parts: z.array(part).min(1).max(26),
  truth: values.optional(),
  fileMajority: values.optional(),
  isForTuning: z.boolean().optional(),
  reservedFor: z.enum(Reservation).optional(),
  goldRationale: text.optional(),
  isServable: z.boolean(),
});

const label = z.object({
  kind: z.literal("label"),
  item: name,
  rater: name,
  raterKind: z.enum(RaterKind),
  origin: z.enum(RaterOrigin),
  isAnonymous: z.boolean().optional(),
  sawConditions: z.boolean().optional(),
  group: text.optional(),
  modelFamily: text.optional(),
  promptVersion: text.optional(),
  question: name,
  target: text.optional(),
  state: z.enum(AnswerState),
  value: text.nullable(),
  offScale: z.number().optional(),
  strength: z.enum(["slight", "clear"]).optional(),
  probabilities: z.record(text, z.number()).optional(),
  rationale: text.optional(),
  severity: z.number().int().min(1).max(9).optional(),
  quote: text.optional(),
  confidence: text.optional(),
  raw: text.optional(),
  occurrence: z.number().int().min(1).default(1),
  purpose: z.enum(Purpose).optional(),
  revision: z.number().optional(),
  version: z.number().optional(),
  shown: z.array(text).optional(),
  view: z.enum(usedViews).optional(),
  activeMs: z.number().optional(),
  elapsedMs: z.number().optional(),
  date: text.optional(),
});

const protocol = z.object({ kind: z.literal("protocol"), protocol: protocolSchema });

const record = z.discriminatedUnion("kind", [persona, factor, item, label, protocol]);

function* convert(cells: object): Generator<Converted> {
  const parsed = record.safeParse({ ...cells });
  if (parsed.success) {
    const record: ImportRecord = parsed.data;
    const problem = record.kind === "item" && record.isServable ? explainParts(record) : null;
    yield problem === null ? record : { field: "parts", message: problem };
  } else
    for (const issue of parsed.error.issues.slice(0, 5))
      yield { field: issue.path.join(".") || null, message: issue.message };
}

/** The app's own raw-label export: one record a line, as written. */
const readRecords: Reader = (source, { table }) =>
  convertRows(source, { ...table, keepsObjects: true }, ({ cells }) => convert(cells));

const isRecordKind = (kind: unknown) =>
  typeof kind === "string" && ["persona", "factor", "protocol", "item", "label"].includes(kind);

export const records = defineFormat({
  key: "records",
  label: "Raw labels exported by Persona Grata (JSONL)",
  detect: { certain: (columns, first) => columns.has("kind") && isRecordKind(first.kind) },
  hasPseudonyms: true,
  read: readRecords,
  write: {
    key: "x4",
    title: "Raw labels",
    slug: "labels",
    description:
      "Every label under its rater's pseudonym, with what was shown. JSON Lines hold the items too and can be imported again; the table has one row per answer, earlier revisions included.",
    summary: "raw labels: records that can be imported again (jsonl), or a table (csv)",
    forms: ["jsonl", "csv", "zip"],
    options: ["version", "bom"],
    files: rawLabelFiles,
  },
});
