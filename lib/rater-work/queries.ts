import { notFound } from "next/navigation";
import { db, pool } from "@/lib/db/client";
import type { Purpose } from "@/lib/generated/prisma/enums";
import { type MarkedItem, readMarks } from "@/lib/gold/read-marks";
import { type PolicyKey, storedPolicies } from "@/lib/labeling/policies/policies";
import { questionsSchema } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";
import { type Check, describeCheck } from "@/lib/rater-work/checks";
import type { OwnLabel } from "@/lib/rater-work/habits";
import type { StudyAccess } from "@/lib/studies/proof";

/** A person who labels, by the only name that a researcher knows. */
export async function getRater({ studyId }: StudyAccess, pseudonym: string) {
  const rater = await db.rater.findFirst({
    where: { studyId, pseudonym, kind: { in: ["HUMAN", "ADJUDICATOR"] }, status: { not: "WITHDRAWN" } },
    select: {
      id: true,
      pseudonym: true,
      status: true,
      pausedBy: true,
      goldWarnedAt: true,
      admittedAt: true,
      startedTry: true,
      grantedTry: true,
      doneCount: true,
      besideCount: true,
      quota: true,
      sawConditions: true,
      origin: true,
      group: { select: { name: true } },
      tries: {
        select: { number: true, right: true, asked: true, needed: true, passed: true, finishedAt: true },
        orderBy: { number: "asc" },
      },
    },
  });
  return rater ?? notFound();
}

/** How many items a rater holds right now. */
export const countHeld = ({ studyId }: StudyAccess, raterId: string): Promise<number> =>
  db.assignment.count({ where: { studyId, raterId, state: "LEASED" } });

export type UsedPolicy = { key: PolicyKey; settings: Record<string, unknown> };

/** The policies that a study uses, with their settings. */
export async function listUsedPolicies({ studyId }: StudyAccess): Promise<UsedPolicy[]> {
  const { policies } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { policies: true } });
  return storedPolicies.parse(policies);
}

const policyOf = { TRAINING: "training", QUALIFICATION: "qualification", GOLD: "gold" } as const;
type Checked = keyof typeof policyOf;

/** How far off a scale may be, as the policy is set; the very point where it is not used any more. */
function findWithin(used: readonly UsedPolicy[], purpose: Checked): number {
  const within = Number(used.find(({ key }) => key === policyOf[purpose])?.settings.within ?? 0);
  return Number.isFinite(within) ? within : 0;
}

const groupByRater = (marked: readonly MarkedItem[]) => {
  const byRater = new Map<string, MarkedItem[]>();
  for (const item of marked) byRater.set(item.raterId, [...(byRater.get(item.raterId) ?? []), item]);
  return byRater;
};

/** What these raters made of items whose answers are known, by purpose and rater. Raters who were given none are left out. */
export async function listChecks(
  { studyId }: StudyAccess,
  raterIds: readonly string[],
  used: readonly UsedPolicy[],
): Promise<Record<Checked, Map<string, Check>>> {
  const read = async (purpose: Checked) => {
    const marked = await readMarks(pool, { studyId, raterIds, purpose, within: findWithin(used, purpose) });
    return new Map([...groupByRater(marked)].map(([raterId, items]) => [raterId, describeCheck(items)]));
  };
  const [TRAINING, QUALIFICATION, GOLD] = await Promise.all([read("TRAINING"), read("QUALIFICATION"), read("GOLD")]);
  return { TRAINING, QUALIFICATION, GOLD };
}

/** Far more than anybody labels, and as much as a page may read. */
const mostLabels = 5000;
/** Characters a word takes, its blank included. */
const wordLength = 6;

// Times are those of the first revision: an edit's are spent on the edit.
const selectLabels = `
  SELECT DISTINCT ON (j."itemId", j.purpose, j.occurrence) j."itemId", j.purpose, first."activeMs", v.questions,
    coalesce(first."answeredAt", first."createdAt") AS at,
    ((SELECT length(coalesce(t."shownPrompt", t.prompt)) FROM "Item" i JOIN "Task" t ON t."studyId" = $1 AND t.id = i."taskId"
        WHERE i."studyId" = $1 AND i.id = j."itemId")
      + (SELECT coalesce(sum(length(coalesce(o.text, o.turns::text, '')) + length(coalesce(p.label, ''))), 0) FROM "ItemPart" p
        LEFT JOIN "Output" o ON o."studyId" = $1 AND o.id = p."outputId" WHERE p."studyId" = $1 AND p."itemId" = j."itemId"))::int AS characters,
    (SELECT coalesce(json_object_agg(a."questionKey", coalesce(a.value, a.state::text)), '{}') FROM "Answer" a
      WHERE a."studyId" = $1 AND a."judgmentId" = j.id AND a.target = '${itemTarget}') AS answers
  FROM "Judgment" j
    JOIN "Judgment" first ON first."studyId" = $1 AND first."raterId" = $2 AND first."itemId" = j."itemId" AND first.purpose = j.purpose
      AND first.occurrence = j.occurrence AND first.revision = 1
    JOIN "ProtocolVersion" v ON v."studyId" = $1 AND v.id = j."versionId"
  WHERE j."studyId" = $1 AND j."raterId" = $2 AND j.purpose IN ('PRIMARY', 'REPEAT')
  ORDER BY j."itemId", j.purpose, j.occurrence, j.revision DESC LIMIT ${mostLabels}`;

type LabelRow = Omit<OwnLabel, "words" | "purpose"> & { purpose: Purpose; characters: number; questions: unknown };

/** What a rater answered of the work itself and of items that came again. */
export async function listOwnLabels({ studyId }: StudyAccess, raterId: string): Promise<OwnLabel[]> {
  const { rows } = await pool.query<LabelRow>(selectLabels, [studyId, raterId]);
  const judged = new Map<string, Set<string>>();
  const judgmentsIn = (questions: unknown): Set<string> => {
    const spelt = JSON.stringify(questions);
    const known = judged.get(spelt);
    if (known) return known;
    const own = questionsSchema.parse(questions).filter((question) => kindOf(question).isJudgment);
    const keys = new Set(own.map(({ key }) => key));
    judged.set(spelt, keys);
    return keys;
  };
  return rows.map(({ characters, questions, answers, ...label }) => {
    const keys = judgmentsIn(questions);
    const own = Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)));
    return { ...label, answers: own, words: Math.round(characters / wordLength) };
  });
}
