import type { Transaction } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import { type JudgeTerms, parseJudgeTerms, type QuestionTerms } from "@/lib/judge-terms/terms";
import { ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";

/** Changes the terms and keeps what stood before, with who and when. What says the same as before is no change. */
function change({ studyId, role }: StudyAccess, what: string, make: (terms: JudgeTerms) => JudgeTerms) {
  return transact(async (tx: Transaction): Promise<Result<null>> => {
    await tx.$queryRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR NO KEY UPDATE`;
    const study = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { judgeTerms: true } });
    const before = parseJudgeTerms(study.judgeTerms);
    const after = parseJudgeTerms(make(before));
    if (JSON.stringify(before) === JSON.stringify(after)) return ok(null);
    await tx.study.update({
      where: { id: studyId },
      data: { judgeTerms: after, revision: { increment: 1 } },
      select: { id: true },
    });
    await tx.studyChange.create({ data: { studyId, role, what, before, after }, select: { id: true } });
    return ok(null);
  });
}

/** What a change of a question's terms is kept under. */
export const nameChange = (question: string) => `judge terms of ${question}`;

export const changeQuestionTerms = (access: StudyAccess, question: string, terms: QuestionTerms) =>
  change(access, nameChange(question), (before) => ({
    ...before,
    questions: { ...before.questions, [question]: terms },
  }));

/** What a judge is forgiven, also where somebody chooses what was the default. The same once more is no change. */
export function changeEpsilon({ studyId, role }: StudyAccess, epsilon: number) {
  return transact(async (tx: Transaction): Promise<Result<null>> => {
    await tx.$queryRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR NO KEY UPDATE`;
    const select = { epsilon: true, epsilonSetAt: true };
    const study = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select });
    if (study.epsilonSetAt && study.epsilon === epsilon) return ok(null);
    const chosen = { epsilon, epsilonSetAt: new Date(), epsilonSetBy: role, revision: { increment: 1 } };
    await tx.study.update({ where: { id: studyId }, data: chosen, select: { id: true } });
    const before = study.epsilonSetAt ? study.epsilon : undefined;
    await tx.studyChange.create({
      data: { studyId, role, what: "epsilon", before, after: epsilon },
      select: { id: true },
    });
    return ok(null);
  });
}

export const changeStrata = (access: StudyAccess, strata: readonly string[]) =>
  change(access, "judge strata", (before) => ({ ...before, strata: [...strata].sort() }));
