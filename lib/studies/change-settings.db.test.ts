import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import type { RaterSeat } from "@/lib/labeling/seat";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { changeSettings } from "@/lib/studies/change-settings";
import type { StudySettings } from "@/lib/studies/schema";
import { makeItems, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

const settings = {
  name: "Nurses",
  description: "",
  contentWarning: "",
  labelsPerItem: 2,
  leaseMinutes: 30,
  itemsAhead: 10,
  mostPerDay: null,
  policies: [{ key: "shuffled", settings: {} }],
  tieRule: "CATEGORY",
  countRepeats: false,
} satisfies StudySettings;

/** Labels until nothing is left, or the rater has withdrawn. */
async function labelAll(seat: RaterSeat): Promise<number> {
  let labels = 0;
  for (;;) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) return labels;
    const answers = { verdict: { item: { value: "safe" } } };
    const { assignmentId } = lease;
    const stored = await submitJudgment(
      seat,
      { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 },
      { want: 1 },
    );
    if (!stored.ok) return labels;
    labels += 1;
  }
}

test("k changes and people withdraw while eight label: no slot is lost, none is given twice", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const { access } = await makeMember(study, "OWNER");
  await makeItems(study, 30);
  const seats = await Promise.all(Array.from({ length: 8 }, () => makeSeat(study)));
  const work = seats.map(({ seat }) => labelAll(seat));
  for (const labelsPerItem of [4, 1, 3, 2, 5]) await changeSettings(access, { ...settings, labelsPerItem });
  for (const { id } of seats.slice(0, 2)) await withdrawRater(access, id);
  await changeSettings(access, { ...settings, labelsPerItem: 6 });
  await Promise.allSettled(work);
  // Those who are left fill what the changes opened.
  await Promise.all(seats.slice(2).map(({ seat }) => labelAll(seat)));
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  const labels = await db.judgment.groupBy({ by: ["itemId"], where: { studyId: study.id }, _count: true });
  expect(labels.map(({ _count }) => _count)).toEqual(Array(30).fill(6));
});
