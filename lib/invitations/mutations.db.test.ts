import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { StudyRole } from "@/lib/generated/prisma/enums";
import { closedWords } from "@/lib/invitations/invitation-state";
import { acceptAsNewPerson, acceptInvitation, createInvitation, revokeInvitation } from "@/lib/invitations/mutations";
import { findInvitation, listInvitations } from "@/lib/invitations/queries";
import { removeMember } from "@/lib/members/mutations";
import { grantableRoles } from "@/lib/studies/permissions";
import { makeMember, makeRater, makeStudy, makeUser } from "@/prisma/factories";

const given = { role: "RATER", groupId: null, note: "", maxUses: 1, expiresInDays: 7 } as const;
const account = () => ({ name: "Grace", email: `${randomUUID()}@example.org`, password: "four random words here" });

async function invite(change: Partial<Parameters<typeof createInvitation>[1]> = {}) {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const made = await createInvitation(access, { ...given, ...change });
  if (!made.ok) throw new Error(made.reason);
  return { study, access, token: made.value.path.replace("/join/", "") };
}

test("opening a link spends nothing, accepting it does", async () => {
  const { study, access, token } = await invite();
  for (let look = 0; look < 5; look++) expect((await findInvitation(token))?.study.id).toBe(study.id);
  const user = await makeUser();
  expect(await acceptInvitation(user.id, token)).toEqual({
    ok: true,
    value: { userId: user.id, studyId: study.id, role: "RATER" },
  });
  expect((await listInvitations(access))[0]).toMatchObject({ uses: 1, maxUses: 1 });
});

test("of twenty who accept at once, as many join as the link allows", async () => {
  const { study, token } = await invite({ maxUses: 7 });
  const users = await Promise.all(Array.from({ length: 20 }, () => makeUser()));
  const joined = await Promise.all(users.map(({ id }) => acceptInvitation(id, token)));
  expect(joined.filter(({ ok }) => ok)).toHaveLength(7);
  expect(joined.filter((result) => !result.ok && result.reason === closedWords.usedUp)).toHaveLength(13);
  expect(await db.membership.count({ where: { studyId: study.id, role: "RATER" } })).toBe(7);
  const raters = await db.rater.findMany({ where: { studyId: study.id } });
  expect(new Set(raters.map(({ pseudonym }) => pseudonym)).size).toBe(7);
});

test("one person who accepts twice at once joins once and spends one use", async () => {
  const { access, token } = await invite({ maxUses: 5 });
  const user = await makeUser();
  const joined = await Promise.all([1, 2, 3].map(() => acceptInvitation(user.id, token)));
  expect(joined.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await listInvitations(access))[0]?.uses).toBe(1);
});

test("a new person gets an account, a pseudonym that is not their name, and the group of the link", async () => {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const group = await db.raterGroup.create({ data: { studyId: study.id, name: "clinician" } });
  const made = await createInvitation(access, { ...given, groupId: group.id });
  const person = account();
  const joined = await acceptAsNewPerson(made.ok ? made.value.path.slice(6) : "", person);
  const rater = await db.rater.findFirstOrThrow({ where: { studyId: study.id }, include: { user: true } });
  expect(joined).toMatchObject({ ok: true, value: { userId: rater.userId } });
  expect(rater).toMatchObject({ groupId: group.id, kind: "HUMAN", user: { email: person.email } });
  expect(rater.pseudonym).toMatch(/^[a-z]+-[a-z]+-\d\d$/);
});

test("whoever comes back keeps their pseudonym and moves to the group of the new link", async () => {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const group = await db.raterGroup.create({ data: { studyId: study.id, name: "crowd" } });
  const rater = await makeRater(study);
  await removeMember(access, rater.user.id);
  const made = await createInvitation(access, { ...given, groupId: group.id });
  await acceptInvitation(rater.user.id, made.ok ? made.value.path.slice(6) : "");
  const after = await db.rater.findMany({ where: { userId: rater.user.id } });
  expect(after).toMatchObject([{ id: rater.id, pseudonym: rater.pseudonym, groupId: group.id }]);
});

test("an address that has an account spends nothing and makes nothing", async () => {
  const { access, token } = await invite();
  const { email } = await makeUser();
  expect(await acceptAsNewPerson(token, { ...account(), email })).toMatchObject({
    ok: false,
    fieldErrors: { email: expect.stringContaining("already") },
  });
  expect((await listInvitations(access))[0]?.uses).toBe(0);
});

test("a link that does not work makes no account and tells nothing about addresses", async () => {
  const { access, token } = await invite();
  const [invitation] = await listInvitations(access);
  await revokeInvitation(access, invitation?.id ?? "");
  const { email } = await makeUser();
  const refused = await acceptAsNewPerson(token, { ...account(), email });
  expect(refused).toEqual({ ok: false, reason: closedWords.revoked, fieldErrors: undefined });
  const fresh = account();
  await acceptAsNewPerson(token, fresh);
  expect(await db.user.count({ where: { email: fresh.email } })).toBe(0);
});

test("an expired link says so", async () => {
  const { study, token } = await invite();
  await db.invitation.updateMany({ where: { studyId: study.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await acceptInvitation((await makeUser()).id, token)).toMatchObject({ reason: closedWords.expired });
});

test("a member who opens a link keeps their role and spends nothing", async () => {
  const { study, access, token } = await invite({ role: "OWNER" });
  const { user } = await makeMember(study, "VIEWER");
  expect(await acceptInvitation(user.id, token)).toMatchObject({ ok: false, reason: "You are in this study already" });
  expect(await db.membership.findFirstOrThrow({ where: { userId: user.id } })).toMatchObject({ role: "VIEWER" });
  expect((await listInvitations(access))[0]?.uses).toBe(0);
});

test("nobody invites to a role they may not grant", async () => {
  const study = await makeStudy();
  for (const own of Object.values(StudyRole)) {
    const { access } = await makeMember(study, own);
    for (const role of Object.values(StudyRole)) {
      const made = await createInvitation(access, { ...given, role });
      expect(made.ok, `${own} invites ${role}`).toBe(grantableRoles(own).includes(role));
    }
  }
});

test("a group of another study is no group of this one", async () => {
  const other = await makeStudy();
  const group = await db.raterGroup.create({ data: { studyId: other.id, name: "crowd" } });
  const { access } = await makeMember(await makeStudy(), "OWNER");
  expect(await createInvitation(access, { ...given, groupId: group.id })).toMatchObject({ ok: false });
});

test("another study's invitation cannot be revoked", async () => {
  const { access, token } = await invite();
  const [invitation] = await listInvitations(access);
  const stranger = await makeMember(await makeStudy(), "OWNER");
  await revokeInvitation(stranger.access, invitation?.id ?? "");
  expect((await findInvitation(token))?.revokedAt).toBeNull();
});

test("viewers and researchers get no place among the raters", async () => {
  const { study, token } = await invite({ role: "RESEARCHER" });
  await acceptInvitation((await makeUser()).id, token);
  expect(await db.rater.count({ where: { studyId: study.id } })).toBe(0);
});
