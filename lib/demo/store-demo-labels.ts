import { randomUUID } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import type { DemoItem } from "@/lib/demo/demo-study";
import type { SimulatedLabel, SimulatedRater } from "@/lib/demo/simulate-labels";
import type { Prisma } from "@/lib/generated/prisma/client";

type Stored = {
  studyId: string;
  versionId: string;
  /** Item -> its id, and group name -> its id. */
  items: ReadonlyMap<DemoItem, string>;
  groups: ReadonlyMap<string, string>;
};

const reviewMinutes = 30;

function raterRow(rater: SimulatedRater, { studyId, groups }: Stored): Prisma.RaterCreateManyInput {
  const shared = { id: randomUUID(), studyId, kind: rater.kind, origin: "SIMULATED" as const };
  if (rater.kind === "HUMAN") {
    const { pseudonym, group } = rater.person;
    return { ...shared, pseudonym, groupId: groups.get(group) ?? null, doneCount: rater.labels.length };
  }
  const { name, modelFamily, promptVersion } = rater.judge;
  // The name by which an import knows a judge, so that what is exported and brought in again is the same judge.
  return { ...shared, pseudonym: name, sourceName: `${name} (${promptVersion})`, modelFamily, promptVersion };
}

function assignmentRow(label: SimulatedLabel, raterId: string, { studyId, versionId, items }: Stored) {
  const { shown, finishedAt, elapsedMs } = label;
  const claimedAt = new Date(finishedAt.getTime() - (elapsedMs ?? 0));
  const leaseExpiresAt = new Date(claimedAt.getTime() + reviewMinutes * 60_000);
  const ids = { id: randomUUID(), studyId, raterId, versionId, itemId: items.get(label.item) ?? "" };
  return { ...ids, state: "DONE" as const, shownOrder: shown, claimedAt, leaseExpiresAt, finishedAt };
}

/** Stores the raters of a demo with their labels: people's as primary labels in their slots, judges' as recorded ones. */
export async function storeDemoLabels(
  tx: Transaction,
  raters: readonly SimulatedRater[],
  stored: Stored,
): Promise<void> {
  const { studyId, versionId, items } = stored;
  const rows = {
    raters: [] as Prisma.RaterCreateManyInput[],
    assignments: [] as ReturnType<typeof assignmentRow>[],
    judgments: [] as Prisma.JudgmentCreateManyInput[],
    answers: [] as Prisma.AnswerCreateManyInput[],
  };
  for (const rater of raters) {
    const row = raterRow(rater, stored);
    rows.raters.push(row);
    for (const label of rater.labels) {
      const id = randomUUID();
      const assignment = rater.kind === "HUMAN" ? assignmentRow(label, row.id ?? "", stored) : null;
      if (assignment) rows.assignments.push(assignment);
      const { activeMs, elapsedMs, raw, finishedAt, shown, answers } = label;
      rows.judgments.push({
        id,
        studyId,
        versionId,
        itemId: items.get(label.item) ?? "",
        raterId: row.id ?? "",
        assignmentId: assignment?.id,
        purpose: assignment ? "PRIMARY" : "IMPORTED",
        idempotencyKey: id,
        shown: { order: shown },
        activeMs,
        elapsedMs,
        raw,
        createdAt: finishedAt,
      });
      for (const { probabilities, ...answer } of answers)
        rows.answers.push({ studyId, judgmentId: id, ...answer, ...(probabilities && { probabilities }) });
    }
  }
  await tx.rater.createMany({ data: rows.raters });
  await tx.assignment.createMany({ data: rows.assignments });
  await tx.judgment.createMany({ data: rows.judgments });
  await tx.answer.createMany({ data: rows.answers });
  await tx.$executeRaw`
    UPDATE "Item" i SET "openSlots" = "openSlots" - used.count FROM (
      SELECT "itemId", count(*)::int AS count FROM "Assignment" WHERE "studyId" = ${studyId}::uuid GROUP BY "itemId") AS used
    WHERE i."studyId" = ${studyId}::uuid AND used."itemId" = i.id`;
}
