import type { Transaction } from "@/lib/db/client";
import type { DemoStudy } from "@/lib/demo/demo-study";
import { nameChange } from "@/lib/judge-terms/change-terms";
import { parseJudgeTerms } from "@/lib/judge-terms/terms";

/** Fixes what judges have to show, with a record of it as if an owner had done so. */
export async function storeDemoTerms(tx: Transaction, studyId: string, { judgeTerms: given }: DemoStudy) {
  if (!given) return;
  const { epsilon, questions, strata } = given;
  const where = { studyId, name: { in: [...strata] } };
  const factors = await tx.factor.findMany({ where, select: { id: true }, orderBy: { id: "asc" } });
  const judgeTerms = { questions, strata: factors.map(({ id }) => id) };
  const data = { epsilon, epsilonSetAt: new Date(), epsilonSetBy: "OWNER", judgeTerms } as const;
  await tx.study.update({ where: { id: studyId }, data, select: { id: true } });
  const before = parseJudgeTerms({});
  const changes = Object.keys(questions).map(nameChange);
  await tx.studyChange.createMany({
    data: [
      { studyId, role: "OWNER", what: "epsilon", after: epsilon },
      ...changes.map((what) => ({ studyId, role: "OWNER" as const, what, before, after: judgeTerms })),
    ],
  });
}
