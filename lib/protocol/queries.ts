import { db } from "@/lib/db/client";
import type { StudyAccess } from "@/lib/studies/proof";

const published = { publishedAt: { not: null } } as const;

/** What a rater reads before the first item. Nothing that the protocol hides. */
export async function getLabelingIntro({ studyId }: StudyAccess) {
  const { versions, ...study } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ name: true, isDemo: true, contentWarning: true },
      versions: { where: published, select: { guidelines: true }, orderBy: { number: "desc" }, take: 1 },
    },
  });
  return { study, guidelines: versions[0]?.guidelines ?? "" };
}
