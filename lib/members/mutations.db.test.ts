import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptInvitation, createInvitation } from "@/lib/invitations/mutations";
import { changeRole, issueResetLink, removeMember } from "@/lib/members/mutations";
import { listTeam } from "@/lib/members/queries";
import { makeMember, makeRater, makeStudy } from "@/prisma/factories";

async function makeOwned() {
  const study = await makeStudy();
  return { study, owner: await makeMember(study, "OWNER") };
}

const roleOf = async (userId: string) => (await db.membership.findFirst({ where: { userId } }))?.role;

test("the last owner cannot step down or be removed", async () => {
  const { owner } = await makeOwned();
  expect(await changeRole(owner.access, owner.user.id, "VIEWER")).toMatchObject({ ok: false });
  expect(await removeMember(owner.access, owner.user.id)).toMatchObject({ ok: false });
  expect(await roleOf(owner.user.id)).toBe("OWNER");
});

test("two owners who demote each other at once leave one", async () => {
  const { study, owner } = await makeOwned();
  const second = await makeMember(study, "OWNER");
  await Promise.all([
    changeRole(owner.access, second.user.id, "VIEWER"),
    changeRole(second.access, owner.user.id, "VIEWER"),
  ]);
  expect(await db.membership.count({ where: { studyId: study.id, role: "OWNER" } })).toBe(1);
});

test("a rater who becomes a researcher is marked as having seen conditions, also after going back", async () => {
  const { study, owner } = await makeOwned();
  const rater = await makeRater(study);
  const saw = async () => (await db.rater.findUniqueOrThrow({ where: { id: rater.id } })).sawConditions;
  await changeRole(owner.access, rater.user.id, "COORDINATOR");
  expect(await saw()).toBe(false);
  await changeRole(owner.access, rater.user.id, "RESEARCHER");
  expect(await saw()).toBe(true);
  await changeRole(owner.access, rater.user.id, "RATER");
  expect(await saw()).toBe(true);
  expect(await db.rater.count({ where: { userId: rater.user.id } })).toBe(1);
});

test("a viewer who becomes a rater gets a pseudonym and the mark", async () => {
  const { study, owner } = await makeOwned();
  const viewer = await makeMember(study, "VIEWER");
  await changeRole(owner.access, viewer.user.id, "RATER");
  expect(await db.rater.findFirst({ where: { userId: viewer.user.id } })).toMatchObject({
    sawConditions: true,
    kind: "HUMAN",
    status: "ACTIVE",
    pseudonym: expect.stringMatching(/^[a-z]+-[a-z]+-\d\d$/),
  });
});

test("a viewer who comes back as a rater is known to have seen conditions, by whatever way", async () => {
  const { study, owner } = await makeOwned();
  const saw = async (userId: string) => (await db.rater.findFirstOrThrow({ where: { userId } })).sawConditions;
  const sidestepped = await makeMember(study, "VIEWER");
  await changeRole(owner.access, sidestepped.user.id, "COORDINATOR");
  await changeRole(owner.access, sidestepped.user.id, "RATER");
  expect(await saw(sidestepped.user.id)).toBe(true);
  const invited = await makeMember(study, "VIEWER");
  await removeMember(owner.access, invited.user.id);
  const link = { role: "RATER", groupId: null, note: "", maxUses: 1, expiresInDays: 1 } as const;
  const made = await createInvitation(owner.access, link);
  const token = made.ok ? made.value.path.replace("/join/", "") : "";
  expect(await acceptInvitation(invited.user.id, token)).toMatchObject({ ok: true });
  expect(await saw(invited.user.id)).toBe(true);
});

test("somebody who is not in the study has no role to change and no password to reset here", async () => {
  const { owner } = await makeOwned();
  const stranger = (await makeOwned()).owner;
  expect(await changeRole(owner.access, stranger.user.id, "VIEWER")).toMatchObject({ ok: false });
  expect(await removeMember(owner.access, stranger.user.id)).toMatchObject({ ok: false });
  expect(await issueResetLink(owner.access, stranger.user.id)).toMatchObject({ ok: false });
  expect(await roleOf(stranger.user.id)).toBe("OWNER");
});

test("the team is everybody but raters", async () => {
  const { study, owner } = await makeOwned();
  await makeMember(study, "COORDINATOR");
  await makeMember(study, "ADJUDICATOR");
  await makeRater(study);
  expect((await listTeam(owner.access)).map(({ role }) => role)).toEqual(["OWNER", "COORDINATOR", "ADJUDICATOR"]);
});
