import "server-only";
import { db } from "@/lib/db/client";
import { questionsSchema } from "@/lib/protocol/schema";
import { questionScale } from "@/lib/questions/question-scale";
import type { StudyAccess } from "@/lib/studies/proof";

/** Published versions, newest first, and the questions of the newest that an export can be about. */
export async function listAskedQuestions({ studyId }: StudyAccess) {
  const published = await db.protocolVersion.findMany({
    where: { studyId, publishedAt: { not: null } },
    select: { number: true, questions: true },
    orderBy: { number: "desc" },
  });
  const newest = questionsSchema.parse(published[0]?.questions ?? []);
  const questions = newest
    .filter((question) => {
      const scale = questionScale(question);
      return scale && !scale.sets && ["nominal", "own-options"].includes(scale.kind);
    })
    .map(({ key, text }) => ({ key, text }));
  return { versions: published.map(({ number }) => number), questions };
}
