import type { ExportedAnswer, ExportedJudgment } from "@/lib/formats/contract/exported-study";
import type { Reservation } from "@/lib/generated/prisma/enums";
import type { ItemLayout } from "@/lib/layouts/layouts";
import type { UsedView } from "@/lib/reading/text-view";
import type { Turn } from "@/lib/text/split-dialogue";

/* Rows of items, their parts and their answers, each in the order of the items: three cursors can be walked side by side. */

export type ItemRow = {
  id: string;
  externalId: string;
  layout: ItemLayout;
  factors: string | null;
  truth: Record<string, string> | null;
  fileMajority: Record<string, string> | null;
  isForTuning: boolean;
  reservedFor: Reservation | null;
  goldRationale: string | null;
  isServable: boolean;
  task: string;
  prompt: string;
  shownPrompt: string | null;
  shownTurns: Turn[] | null;
  persona: string | null;
  track: string | null;
  tier: string | null;
  goldAnswer: string | null;
  referenceAnswer: string | null;
  policyText: string | null;
  promptTurns: Turn[] | null;
};

export type PartRow = {
  itemId: string;
  label: string | null;
  profile: string | null;
  persona: string | null;
  hasOutput: boolean;
  text: string | null;
  turns: Turn[] | null;
  shownText: string | null;
  shownTurns: Turn[] | null;
  extra: Record<string, unknown> | null;
  factors: string | null;
  outputPersona: string | null;
};

/** An answer with its judgment; a judgment without answers comes once, with `question` null. */
export type AnswerRow = Pick<
  ExportedJudgment,
  "purpose" | "occurrence" | "revision" | "activeMs" | "elapsedMs" | "raw"
> &
  Omit<ExportedAnswer, "question"> & {
    itemId: string;
    judgmentId: string;
    raterId: string;
    versionId: string;
    shown: { order?: string[]; view?: UsedView };
    answeredAt: Date;
    question: string | null;
  };

/** Items of a study in the order of the file they came from: their ids alone, so that no text is sorted. */
export const itemIdsSql = `
  SELECT i.id FROM "Item" i WHERE i."studyId" = $1 ORDER BY i."fileIndex", i."externalId" COLLATE "C"`;

/** Some items of a study ($2) by their ids, in any order; without texts, none of theirs is read. */
export const itemsSql = (withTexts: boolean) => `
  SELECT i.id, i."externalId", i.layout, c.signature AS factors, i.truth, i."fileMajority", i."isForTuning", i."reservedFor", i."isServable",
    t."externalId" AS task, p."externalId" AS persona, i.track, i.tier, ${
      withTexts
        ? `t.prompt, t."shownPrompt", t."shownTurns", i."goldAnswer", i."referenceAnswer", i."policyText", i."promptTurns", i."goldRationale"`
        : `'' AS prompt, NULL AS "shownPrompt", NULL AS "shownTurns", NULL AS "goldAnswer", NULL AS "referenceAnswer", NULL AS "policyText", NULL AS "promptTurns", NULL AS "goldRationale"`
    }
  FROM "Item" i JOIN "Task" t ON t."studyId" = $2 AND t.id = i."taskId"
    LEFT JOIN "Condition" c ON c."studyId" = $2 AND c.id = i."conditionId"
    LEFT JOIN "Persona" p ON p."studyId" = $2 AND p.id = i."personaId"
  WHERE i."studyId" = $2 AND i.id = ANY($1::uuid[])`;

/** The parts of some items, those of each in their order. */
export const partsSql = (text: string) => `
  SELECT x."itemId", x.label, x.profile, p."externalId" AS persona, o.id IS NOT NULL AS "hasOutput", ${text}, o.extra,
    c.signature AS factors, q."externalId" AS "outputPersona"
  FROM "ItemPart" x
    LEFT JOIN "Persona" p ON p."studyId" = $2 AND p.id = x."personaId"
    LEFT JOIN "Output" o ON o."studyId" = $2 AND o.id = x."outputId"
    LEFT JOIN "Condition" c ON c."studyId" = $2 AND c.id = o."conditionId"
    LEFT JOIN "Persona" q ON q."studyId" = $2 AND q.id = o."personaId"
  WHERE x."studyId" = $2 AND x."itemId" = ANY($1::uuid[]) ORDER BY length(x.key), x.key`;

export const texts = {
  full: `o.text, o.turns, o."shownText", o."shownTurns"`,
  /** A mark in place of every text that is not blank: enough to know whether there is one. */
  marks: `CASE WHEN o.text ~ '\\S' THEN '…' END AS text, NULL AS turns, NULL AS "shownText", NULL AS "shownTurns"`,
};

/** The labels of some items, those of each judgment together. */
export const answersSql = `
  SELECT j."itemId", j.id AS "judgmentId", j."raterId", j."versionId", j.purpose, j.occurrence, j.revision, j.shown, j."activeMs",
    j."elapsedMs", j.raw, coalesce(j."answeredAt", j."createdAt") AS "answeredAt", a."questionKey" AS question, a.target, a.state, a.value, a.number, a.probabilities, a.rationale, a.quote
  FROM "Judgment" j LEFT JOIN "Answer" a ON a."studyId" = $2 AND a."judgmentId" = j.id
  WHERE j."studyId" = $2 AND j."itemId" = ANY($1::uuid[]) ORDER BY j.id, a."questionKey" COLLATE "C", a.target COLLATE "C"`;
