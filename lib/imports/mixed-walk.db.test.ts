import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import type { PolicyKey } from "@/lib/labeling/policies/policies";
import type { RaterSeat } from "@/lib/labeling/seat";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

/** One file a model, as they usually come. */
async function load(access: StudyAccess, model: string, perFile = 20) {
  const rows = Array.from({ length: perFile }, (_, place) => ({
    id: `${model}-${place}`,
    prompt: `Question ${place}`,
    response: `Reply ${place} of ${model}`,
    model,
  }));
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const started = await startImport(access, { fileName: `${model}.jsonl` }, once(text));
  if (!started.ok) throw new Error(started.reason);
  const done = await commitImport(access, started.value.id);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

/** Labels so many items; the first letter of the model of each, in the order in which they came. */
async function walk(seat: RaterSeat, count: number): Promise<string> {
  let seen = "";
  for (let labeled = 0; labeled < count; labeled++) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) break;
    const { externalId } = await db.item.findUniqueOrThrow({ where: { id: lease.itemId } });
    seen += externalId[0];
    const answers = { verdict: { item: { value: "safe" } } };
    const times = { activeMs: 1, elapsedMs: 1 };
    await submitJudgment(seat, { assignmentId: lease.assignmentId, key: randomUUID(), answers, ...times }, { want: 1 });
  }
  return seen;
}

const longestRun = (models: string) => Math.max(...[...models.matchAll(/(.)\1*/g)].map(([run]) => run.length));

async function makeOrdered(policy: PolicyKey) {
  const study = await makePublishedStudy({ policies: [policy], labelsPerItem: 5, seed: 11 });
  const { access } = await makeMember(study, "OWNER");
  return { study, access };
}

// In a random order of 20 + 20 + 20 a run of 9 comes about once in 1,500 times.
const tooLong = 9;

test.each(["shuffled", "per-rater"] as const)(
  "three files loaded one after another are walked mixed when the order is %s",
  async (policy) => {
    const { study, access } = await makeOrdered(policy);
    for (const model of ["g", "l", "q"]) await load(access, model);
    for (let person = 0; person < 2; person++) {
      const seen = await walk((await makeSeat(study)).seat, 60);
      expect(seen).toHaveLength(60);
      expect(longestRun(seen)).toBeLessThan(tooLong);
    }
  },
);

test.each(["shuffled", "per-rater"] as const)(
  "what is left of a file meets the next file mixed, also for who is under way, when the order is %s",
  async (policy) => {
    const { study, access } = await makeOrdered(policy);
    await load(access, "g", 40);
    const rater = await makeSeat(study);
    expect(await walk(rater.seat, 20)).toBe("g".repeat(20));
    const second = await load(access, "l", 40);
    // The 21st was on the screen.
    expect(second.mixing).toEqual({ inFileOrder: false, earlierItems: 40, servedItems: 21 });
    const seen = await walk(await reseat(rater.user, study), 80);
    expect([...seen].sort().join("")).toBe(`${"g".repeat(20)}${"l".repeat(40)}`);
    // A walk that went on would end in a row of the new file; one that began anew would begin with it.
    expect(seen.slice(0, 20)).toContain("g");
    expect(seen.slice(-20)).toContain("g");
  },
);

test("a place in the walk depends on the seed and the item's name, not on the order of the files", async () => {
  const placesAfter = async (models: string[]) => {
    const { study, access } = await makeOrdered("shuffled");
    for (const model of models) await load(access, model);
    const items = await db.item.findMany({
      where: { studyId: study.id },
      select: { externalId: true, position: true },
      orderBy: { externalId: "asc" },
    });
    return items;
  };
  expect(await placesAfter(["g", "l"])).toEqual(await placesAfter(["l", "g"]));
});
