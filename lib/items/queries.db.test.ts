import { expect, test } from "vitest";
import { claimItems } from "@/lib/assignments/claim-items";
import { skipItem } from "@/lib/assignments/mutations";
import { findItem } from "@/lib/items/queries";
import { makeItem, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

test("an item tells who skipped it and why, by pseudonym", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const item = await makeItem(study);
  const { seat, pseudonym } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "The text is broken" });
  const found = await findItem(access, item.id);
  expect(found?.assignments).toMatchObject([{ skipReason: "The text is broken", rater: { pseudonym } }]);
});

test("an item of another study is none of this one's", async () => {
  const item = await makeItem(await makePublishedStudy());
  const { access } = await makeMember(await makePublishedStudy(), "OWNER");
  expect(await findItem(access, item.id)).toBeNull();
});
