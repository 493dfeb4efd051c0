import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptInvitation, createInvitation } from "@/lib/invitations/mutations";
import { changeRole, removeMember } from "@/lib/members/mutations";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeStudy } from "@/prisma/factories";

type Named = { id: string };

async function makeOwned(personaVisibility: "SHOWN" | "AFTER_ANSWER" = "SHOWN") {
  const study = await makePublishedStudy({}, { personaVisibility });
  return { study, owner: await makeMember(study, "OWNER") };
}

/** A place in another study keeps the account when somebody leaves this one. */
const keepAccount = async (user: Named) => makeMember(await makeStudy(), "RATER", { user });

const raterOf = (study: Named, user: Named) =>
  db.rater.findFirstOrThrow({ where: { studyId: study.id, userId: user.id } });

async function withdraw(access: StudyAccess, rater: Named) {
  expect(await withdrawRater(access, rater.id)).toMatchObject({ ok: true, value: { accountDeleted: false } });
}

async function rejoin(access: StudyAccess, user: Named) {
  const made = await createInvitation(access, { role: "RATER", groupId: null, note: "", maxUses: 1, expiresInDays: 1 });
  const token = made.ok ? made.value.path.replace("/join/", "") : "";
  expect(await acceptInvitation(user.id, token)).toMatchObject({ ok: true });
}

test("a researcher who becomes a rater, withdraws and joins again is still known to have seen conditions", async () => {
  const { study, owner } = await makeOwned();
  const { user } = await makeMember(study, "RESEARCHER");
  await keepAccount(user);
  await changeRole(owner.access, user.id, "RATER");
  await withdraw(owner.access, await raterOf(study, user));
  await rejoin(owner.access, user);
  expect(await raterOf(study, user)).toMatchObject({ sawConditions: true, erasedJudgments: 0 });
});

test("a viewer who is removed and invited as a rater is known to have seen conditions, and is no rater meanwhile", async () => {
  const { study, owner } = await makeOwned();
  const { user } = await makeMember(study, "VIEWER");
  await removeMember(owner.access, user.id);
  expect(await db.rater.count({ where: { userId: user.id } })).toBe(0);
  await rejoin(owner.access, user);
  expect(await raterOf(study, user)).toMatchObject({ sawConditions: true });
});

test("whoever was shown personas after their answers is not blind when they come back", async () => {
  const { study, owner } = await makeOwned("AFTER_ANSWER");
  const rater = await makeRater(study);
  await keepAccount(rater.user);
  await makeJudgment(rater, await makeItem(study), study.version, { verdict: "safe" });
  await withdraw(owner.access, rater);
  await rejoin(owner.access, rater.user);
  expect(await raterOf(study, rater.user)).toMatchObject({ sawConditions: true });
});

test("a rater who saw nothing withdraws and comes back blind", async () => {
  const { study, owner } = await makeOwned();
  const rater = await makeRater(study);
  await keepAccount(rater.user);
  await makeJudgment(rater, await makeItem(study), study.version, { verdict: "safe" });
  await withdraw(owner.access, rater);
  await rejoin(owner.access, rater.user);
  expect(await raterOf(study, rater.user)).toMatchObject({ sawConditions: false });
});

test("what somebody saw goes with their account", async () => {
  const { study, owner } = await makeOwned();
  const { user } = await makeMember(study, "VIEWER");
  await changeRole(owner.access, user.id, "RATER");
  expect(await withdrawRater(owner.access, (await raterOf(study, user)).id)).toMatchObject({
    value: { accountDeleted: true },
  });
  expect(await db.conditionSight.count({ where: { studyId: study.id } })).toBe(0);
});
