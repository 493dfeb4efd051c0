import { expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { forecastStudy } from "@/lib/labeling/rehearsal/forecast-study";
import { assumptions, readPlan } from "@/lib/labeling/rehearsal/read-plan";
import { makeItem, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

const assume = (given: object = {}) => assumptions.parse(given);

/** Clinicians and judges, two labels from each, on one short item and one that is ten times as long. */
async function makeGrouped() {
  const study = await makePublishedStudy({ labelsPerItem: 4 });
  await makeItem(study, { prompt: "x", parts: [{ text: "y".repeat(230) }] });
  await makeItem(study, { prompt: "x", parts: [{ text: "y".repeat(2300) }] });
  const slotRule = { by: "groups", shares: ["clinician", "judge"].map((group) => ({ group, labels: 2 })) };
  await pool.query(`UPDATE "Study" SET "slotRule" = $2 WHERE id = $1`, [study.id, JSON.stringify(slotRule)]);
  return { study, ...(await makeMember(study, "OWNER")) };
}

test("a plan has the study's shares, the people that are assumed, and longer times for longer items", async () => {
  const { study } = await makeGrouped();
  const read = await readPlan(pool, study.id, assume({ people: "clinician: 2, judge: 1\nnobody: 3" }));
  if (!read.ok) throw new Error(read.reason);
  const { plan, secondsFrom } = read.value;
  expect(plan.shares).toEqual([
    { share: "clinician", labels: 2 },
    { share: "judge", labels: 2 },
  ]);
  expect(plan.people.map(({ share }) => share)).toEqual(["clinician", "clinician", "judge"]);
  expect(secondsFrom).toBe("texts");
  expect(plan.work.secondsOf.map(Math.round)).toEqual([18, 108]);
  const known = await readPlan(pool, study.id, assume({ people: "4", seconds: "60" }));
  expect(known).toMatchObject({ ok: true, value: { seconds: 60, secondsFrom: "given" } });
  expect(known.ok && known.value.plan.people.map(({ share }) => share)).toEqual([
    "clinician",
    "judge",
    "clinician",
    "judge",
  ]);
});

test("what cannot be planned is said, with what to do", async () => {
  const { study } = await makeGrouped();
  const reason = async (given: object) => {
    const read = await readPlan(pool, study.id, assume(given));
    return read.ok ? "" : read.reason;
  };
  expect(await reason({})).toBe("Nobody may label by this plan: say how many people there will be");
  expect(await reason({ people: "clinician" })).toMatch(/^"clinician": write how many people/);
  const empty = await readPlan(pool, (await makePublishedStudy()).id, assume({ people: "3" }));
  expect(empty).toMatchObject({ ok: false, reason: "There are no items yet: import them first" });
});

test("the page is told what is short, of whom", async () => {
  const { study, access } = await makeGrouped();
  const said = await forecastStudy(access, assume({ people: "clinician: 3, judge: 1", leaving: "0" }));
  expect(said).toMatchObject({ ok: true, value: { isShort: true } });
  expect(said.ok && said.value.short).toMatch(/^Short in every schedule: .*from judge\. More people/);
  await makeSeat(study);
  expect(said.ok && said.value.lines.map(({ name }) => name)).toContain("Interval of kappa (95 %)");
});
