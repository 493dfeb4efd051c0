import { db, pool } from "@/lib/db/client";
import type { AssignedItem } from "@/lib/labeling/contract";
import { getContents } from "@/lib/labeling/show/item-content";
import { presentItem } from "@/lib/labeling/show/present-item";
import type { StudyAccess } from "@/lib/studies/proof";

/** The first item of each of these layouts, as a rater would get it, the parts in file order. */
export async function listSamples(
  { studyId }: StudyAccess,
  layouts: readonly { layout: string }[],
): Promise<AssignedItem[]> {
  const firsts = await Promise.all(
    layouts.map(({ layout }) =>
      db.item.findFirst({
        where: { studyId, layout, isServable: true },
        select: { id: true },
        orderBy: { position: "asc" },
      }),
    ),
  );
  const contents = await getContents(
    pool,
    firsts.flatMap((first) => (first ? [first.id] : [])),
    { withPersona: true },
  );
  const lease = { versionId: "sample", draft: null, leaseExpiresAt: new Date(0) };
  return [...contents.values()].map((item) => {
    const keys = item.parts.map(({ key }) => key).sort((a, b) => Number(a) - Number(b));
    return presentItem({ ...lease, assignmentId: item.itemId, shownOrder: keys }, item);
  });
}
