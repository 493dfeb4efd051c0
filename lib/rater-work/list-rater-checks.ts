import { db } from "@/lib/db/client";
import { formatEstimate } from "@/lib/format-number";
import { listChecks, type UsedPolicy } from "@/lib/rater-work/queries";
import type { StudyAccess } from "@/lib/studies/proof";

/** The last try of the test of these raters, or that somebody let them in. */
async function listTests({ studyId }: StudyAccess, raterIds: readonly string[]): Promise<Map<string, string>> {
  const raters = await db.rater.findMany({
    where: { studyId, id: { in: [...raterIds] } },
    select: {
      id: true,
      admittedAt: true,
      tries: { select: { number: true, right: true, asked: true, passed: true }, orderBy: { number: "desc" }, take: 1 },
    },
  });
  return new Map(
    raters.flatMap(({ id, admittedAt, tries: [last] }) => {
      if (admittedAt) return [[id, "Let in"] as const];
      if (!last) return [];
      const score = `${last.right} of ${last.asked}`;
      return [[id, last.passed ? `Passed, ${score}` : `Not passed, ${score}, try ${last.number}`] as const];
    }),
  );
}

/** How raters did on items with known answers, in a few words each. */
export async function listRaterChecks(
  access: StudyAccess,
  raterIds: readonly string[],
  used: readonly UsedPolicy[],
): Promise<Map<string, { test: string | null; gold: string | null }>> {
  if (!used.some(({ key }) => key === "qualification" || key === "gold")) return new Map();
  const [tests, checks] = await Promise.all([listTests(access, raterIds), listChecks(access, raterIds, used)]);
  return new Map(
    raterIds.map((id) => {
      const gold = checks.GOLD.get(id);
      const accuracy = gold?.accuracy.defined ? formatEstimate(gold.accuracy.value, "percent") : null;
      return [id, { test: tests.get(id) ?? null, gold: accuracy && `${accuracy} of ${gold?.answered}` }];
    }),
  );
}
