import { expect, test } from "vitest";
import { countImportedRaters, countUrgentSkips } from "@/lib/analysis/overview-queries";
import { db } from "@/lib/db/client";
import { listItems } from "@/lib/items/queries";
import { itemFilterSchema } from "@/lib/items/schema";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { skipItem } from "@/lib/labeling/claim/mutations";
import { makeItem, makeMember, makePublishedStudy, makeRater, makeRaterRow, makeSeat } from "@/prisma/factories";

test("raters who came with files are people, anonymous places or judges", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  await makeRater(study);
  await makeRaterRow(study, { origin: "IMPORTED" });
  const place = await makeRaterRow(study, { origin: "IMPORTED" });
  await db.rater.update({ where: { id: place.id }, data: { isAnonymous: true } });
  await makeRaterRow(study, { kind: "JUDGE", origin: "IMPORTED" });
  expect(await countImportedRaters(access)).toEqual({ raters: 2, anonymous: 1, judges: 1 });
});

test("items skipped for a reason that cannot wait are counted by it, others are not", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const [first, second] = [await makeItem(study), await makeItem(study)];
  const skip = async (itemId: string, reason: string) => {
    const { seat } = await makeSeat(study);
    const held = await claimItems(seat, 2);
    const lease = held.leases.find((own) => own.itemId === itemId);
    await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason });
  };
  await skip(first.id, "It contains somebody's personal data");
  await skip(first.id, "It contains somebody's personal data");
  await skip(second.id, "It is distressing to read");
  await skip(second.id, "The text is broken or incomplete");
  expect(await countUrgentSkips(access)).toEqual([
    { reason: "It contains somebody's personal data", items: 1, people: 2 },
    { reason: "It is distressing to read", items: 1, people: 1 },
  ]);
  const listed = await listItems(access, itemFilterSchema.parse({ labels: "skipped" }));
  expect(listed).toMatchObject({ total: 2 });
});
