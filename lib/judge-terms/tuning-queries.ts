import { z } from "zod";
import { db } from "@/lib/db/client";
import { tuningChange } from "@/lib/judge-terms/change-tuning";
import type { TuningForm } from "@/lib/judge-terms/terms";
import type { StudyAccess } from "@/lib/studies/proof";

const drawn = z.object({ share: z.number() });

export async function getSeed({ studyId }: StudyAccess): Promise<number> {
  return (await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { seed: true } })).seed;
}

/** How many items served to tune prompts of judges, and when that was last decided. */
export async function getTuningForm(access: StudyAccess): Promise<TuningForm> {
  const { studyId } = access;
  const [items, of, seed, last] = await Promise.all([
    db.item.count({ where: { studyId, isForTuning: true } }),
    db.item.count({ where: { studyId } }),
    getSeed(access),
    db.studyChange.findFirst({ where: { studyId, what: tuningChange }, orderBy: { changedAt: "desc" } }),
  ]);
  const share = drawn.safeParse(last?.after);
  const changed = last && { at: last.changedAt, role: last.role, share: share.success ? share.data.share : null };
  return { items, of, seed, changed };
}
