import { db } from "@/lib/db/client";
import { nameChange } from "@/lib/judge-terms/change-terms";
import { type JudgeTermsForm, listRareAnswers, parseJudgeTerms, type QuestionTerms } from "@/lib/judge-terms/terms";
import { getTuningForm } from "@/lib/judge-terms/tuning-queries";
import { findDraft, findPublished } from "@/lib/protocol/queries";
import { describeEpsilon } from "@/lib/studies/describe-epsilon";
import type { StudyAccess } from "@/lib/studies/proof";
import { getEpsilonRecord } from "@/lib/studies/queries";

/** What stood before a change: where the question was renamed, under the key that is no more. */
function stoodBefore(key: string, change: { before: unknown; after: unknown }): QuestionTerms | null {
  const [before, after] = [change.before, change.after].map((stored) => parseJudgeTerms(stored ?? {}).questions);
  const renamed = Object.keys(before ?? {}).find((own) => !(own in (after ?? {})));
  return before?.[key] ?? (renamed === undefined ? null : (before?.[renamed] ?? null));
}

/** The questions on which judges can be held against people, and what is fixed for each. */
export async function getJudgeTermsForm(access: StudyAccess): Promise<JudgeTermsForm> {
  const { studyId } = access;
  const [study, record, version, factors, changes] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { judgeTerms: true, epsilon: true } }),
    getEpsilonRecord(access),
    findPublished(access).then((published) => published ?? findDraft(access)),
    db.factor.findMany({ where: { studyId }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
    db.studyChange.findMany({ where: { studyId }, orderBy: { changedAt: "desc" }, distinct: ["what"] }),
  ]);
  const terms = parseJudgeTerms(study.judgeTerms);
  const lastOf = new Map(changes.map((change) => [change.what, change]));
  return {
    epsilon: study.epsilon,
    epsilonRecord: describeEpsilon(record),
    questions: (version?.protocol.questions ?? []).flatMap((question) => {
      const answers = listRareAnswers(question);
      if (answers === null) return [];
      const { key, text } = question;
      const last = lastOf.get(nameChange(key));
      const before = last ? stoodBefore(key, last) : null;
      const changed = last ? { at: last.changedAt, role: last.role, before } : null;
      return [{ key, text, answers, terms: terms.questions[key] ?? null, changed }];
    }),
    tuning: await getTuningForm(access),
    factors: factors.map((factor) => ({ ...factor, isStratum: terms.strata.includes(factor.id) })),
  };
}
