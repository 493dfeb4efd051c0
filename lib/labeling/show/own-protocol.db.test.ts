import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { saveDraft } from "@/lib/labeling/claim/mutations";
import type { RaterSeat } from "@/lib/labeling/seat";
import { buildQueue } from "@/lib/labeling/show/build-queue";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { questionsSchema } from "@/lib/protocol/schema";
import { renameGroup } from "@/lib/raters/mutations";
import { makeItem, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

const options = [
  { key: "yes", label: "Yes" },
  { key: "no", label: "No" },
];
const choice = (key: string, more: object = {}) => ({ key, type: "choice" as const, text: key, options, ...more });
const both = questionsSchema.parse([choice("safe", { askedBy: ["clinician"] }), choice("likely")]);

const answer = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, { item: { value: "yes" } }]));

async function submit(seat: RaterSeat, keys: string[]) {
  const [lease] = (await claimItems(seat, 1)).leases;
  const assignmentId = lease?.assignmentId ?? "";
  const drafted = await saveDraft(seat, { assignmentId, answers: answer(keys) });
  const body = { assignmentId, key: randomUUID(), answers: answer(keys), activeMs: 1, elapsedMs: 1 };
  return { drafted, stored: await submitJudgment(seat, body, { want: null }) };
}

test("people of two groups answer different questions about one item, and see only their own", async () => {
  const study = await makePublishedStudy({}, { questions: both });
  const { access } = await makeMember(study, "OWNER");
  await makeItem(study);
  const group = await db.raterGroup.create({ data: { studyId: study.id, name: "clinician" } });
  const [clinician, other] = [await makeSeat(study, { group }), await makeSeat(study)];
  const seen = async ({ seat }: { seat: RaterSeat }) => {
    const queue = await buildQueue(seat, await claimItems(seat, 1), { want: 1, holds: [], knows: [] });
    return queue.protocols.flatMap(({ questions }) => questions.map(({ key }) => key));
  };
  expect(await seen(clinician)).toEqual(["safe", "likely"]);
  expect(await seen(other)).toEqual(["likely"]);
  const foreign = await submit(other.seat, ["safe", "likely"]);
  expect(foreign.drafted.ok).toBe(false);
  expect(foreign.stored).toMatchObject({ ok: false, fieldErrors: { safe: "The protocol has no such question" } });
  expect((await submit(other.seat, ["likely"])).stored.ok).toBe(true);
  expect((await submit(clinician.seat, ["likely"])).stored.ok).toBe(false);
  expect((await submit(clinician.seat, ["safe", "likely"])).stored.ok).toBe(true);
  const { rows } = await pool.query(
    `SELECT "questionKey", state, count(*)::int AS n FROM "Answer" WHERE "studyId" = $1 GROUP BY 1, 2 ORDER BY 1`,
    [study.id],
  );
  // Whoever was not asked is not missing: no row says anything of them.
  expect(rows).toEqual([
    { questionKey: "likely", state: "GIVEN", n: 2 },
    { questionKey: "safe", state: "GIVEN", n: 1 },
  ]);
  expect((await renameGroup(access, group.id, "nurse")).ok).toBe(false);
});

test("a question turns on none that some of those who are asked it are not asked", () => {
  const rule = { question: "safe", in: ["yes"] };
  const problemsOf = (more: object) => {
    const parsed = questionsSchema.safeParse([choice("safe", { askedBy: ["clinician"] }), choice("why", more)]);
    return parsed.error?.issues.map(({ message }) => message) ?? [];
  };
  expect(problemsOf({ showIf: rule })).toEqual(['It turns on "safe", which is not asked of everybody']);
  expect(problemsOf({ showIf: rule, askedBy: ["clinician", "judge"] })).toEqual([
    'It turns on "safe", which is not asked of judge',
  ]);
  expect(problemsOf({ showIf: rule, askedBy: ["clinician"] })).toEqual([]);
});
