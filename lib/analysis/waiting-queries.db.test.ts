import { expect, test } from "vitest";
import { sayOpen } from "@/lib/analysis/say-waiting";
import { findWaiting } from "@/lib/analysis/waiting-queries";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { skipItem } from "@/lib/labeling/claim/mutations";
import { settleSlots } from "@/lib/slots/settle-slots";
import { makeItem, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

test("items of a group that nobody is left for are told apart from those that somebody may still label", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const group = await db.raterGroup.create({ data: { studyId: study.id, name: "clinician" } });
  const names = ["first", "second"];
  for (const externalId of names) await makeItem(study, { externalId });
  const slotRule = { by: "groups", shares: [{ group: "clinician", labels: 2 }] };
  await db.study.update({ where: { id: study.id }, data: { slotRule } });
  const [skips, holds] = [await makeSeat(study, { group }), await makeSeat(study, { group })];
  await settleSlots(study.id);
  const [lease] = (await claimItems(skips.seat, 1)).leases;
  await skipItem(skips.seat, { assignmentId: lease?.assignmentId ?? "", reason: "unclear" });
  const [held] = (await claimItems(holds.seat, 1)).leases;
  await pool.query(`UPDATE "Rater" SET quota = 1, "doneCount" = 1 WHERE id = $1`, [holds.id]);
  const waiting = await findWaiting(access);
  expect(waiting.open).toEqual([{ group: "clinician", items: 2, slots: 3, stuck: 1 }]);
  expect(waiting.held).toMatchObject([{ itemId: held?.itemId, pseudonym: holds.pseudonym, isKept: false }]);
  expect(names).toContain(waiting.held[0]?.externalId);
});

test("what waits is said in words", () => {
  const open = { group: null, items: 3, slots: 4, stuck: 0 };
  expect(sayOpen(open).words).toBe("3 items wait for 4 more labels.");
  expect(sayOpen({ ...open, group: "clinician", stuck: 1 })).toEqual({
    words:
      "3 items wait for 4 more labels from the group clinician. 1 of them needs somebody new: everybody in it has labeled or skipped it, is paused, or has labeled as much as agreed.",
    isStuck: true,
  });
  expect(sayOpen({ ...open, items: 1, slots: 1, stuck: 1 }).words).toBe(
    "1 item waits for 1 more label. It needs somebody new: everybody has labeled or skipped it, is paused, or has labeled as much as agreed.",
  );
});
