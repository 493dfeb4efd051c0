import type { Snapshot } from "@/lib/exports/snapshot";
import type { ExportedTerms } from "@/lib/formats/contract/exported-study";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { parseJudgeTerms } from "@/lib/judge-terms/terms";

type TermsRow = { epsilon: number; judgeTerms: unknown; setAt: Date | null; setBy: StudyRole | null };
type ChangeRow = { what: string; at: Date; by: StudyRole; before: unknown; after: unknown };

/** Terms as they stood at a change, with factors by name in place of identifiers; one that is gone is "(deleted)". */
function nameFactors(stored: unknown, nameOf: (id: string) => string): unknown {
  if (typeof stored !== "object" || stored === null) return stored;
  const terms = parseJudgeTerms(stored);
  return { ...terms, strata: terms.strata.map(nameOf) };
}

/** What judges have to show, with the whole history of it, oldest first. */
export async function getExportedTerms({ list }: Snapshot, studyId: string): Promise<ExportedTerms> {
  const [study] = await list<TermsRow>(
    `SELECT epsilon, "judgeTerms", "epsilonSetAt" AS "setAt", "epsilonSetBy" AS "setBy" FROM "Study" WHERE id = $1`,
    [studyId],
  );
  if (!study) throw new RangeError(`getExportedTerms: no study has the id ${studyId}`);
  const changes = await list<ChangeRow>(
    `SELECT what, "changedAt" AS at, role AS by, before, after FROM "StudyChange" WHERE "studyId" = $1 ORDER BY "changedAt", id`,
    [studyId],
  );
  const factors = await list<{ id: string; name: string }>(`SELECT id, name FROM "Factor" WHERE "studyId" = $1`, [
    studyId,
  ]);
  const names = new Map(factors.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "(deleted)";
  const { questions, strata } = parseJudgeTerms(study.judgeTerms);
  return {
    epsilon: study.epsilon,
    epsilonSetAt: study.setAt?.toISOString() ?? null,
    epsilonSetBy: study.setBy,
    questions,
    strata: strata.map(nameOf),
    changes: changes.map(({ at, before, after, ...own }) => ({
      ...own,
      at: at.toISOString(),
      before: nameFactors(before, nameOf),
      after: nameFactors(after, nameOf),
    })),
  };
}
