import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeRater, createGroup, deleteGroup, renameGroup } from "@/lib/raters/mutations";
import { countWithdrawn, listGroups, listRaters } from "@/lib/raters/queries";
import { raterFilter, ratersPerPage } from "@/lib/raters/schema";
import { makeMember, makeRater, makeRaterRow, makeStudy, makeUser } from "@/prisma/factories";

const everybody = raterFilter.parse({});
const settings = { groupId: null, quota: null, status: "ACTIVE" } as const;

async function makeStaffed() {
  const study = await makeStudy();
  const { access: owner } = await makeMember(study, "OWNER");
  const { access: researcher } = await makeMember(study, "RESEARCHER");
  return { study, owner, researcher };
}

const makeGroup = ({ id: studyId }: { id: string }, name: string) => db.raterGroup.create({ data: { studyId, name } });

test("a researcher's list has no name, and no search finds one", async () => {
  const { study, owner, researcher } = await makeStaffed();
  const rater = await makeRater(study, { user: await makeUser({ name: "Omar Haddad", email: "omar@example.org" }) });
  const seen = await listRaters(researcher, everybody);
  expect(seen.raters).toMatchObject([{ pseudonym: rater.pseudonym, user: null }]);
  expect(JSON.stringify(seen)).not.toMatch(/Omar|omar@/);
  expect((await listRaters(researcher, raterFilter.parse({ q: "omar" }))).total).toBe(0);
  expect((await listRaters(owner, raterFilter.parse({ q: "OMAR@" }))).raters).toMatchObject([
    { user: { name: "Omar Haddad", email: "omar@example.org", hasPassword: false } },
  ]);
});

test("nobody's list holds a password hash, a judge, somebody withdrawn or another study's rater", async () => {
  const { study, owner } = await makeStaffed();
  await makeRater(study, { user: await makeUser({ passwordHash: "$argon2id$secret" }) });
  await makeRaterRow(study, { kind: "JUDGE" });
  await db.rater.create({
    data: { studyId: study.id, pseudonym: "gone-gull-11", status: "WITHDRAWN", erasedJudgments: 7 },
  });
  await makeRater(await makeStudy());
  const seen = await listRaters(owner, everybody);
  expect(seen.total).toBe(1);
  expect(JSON.stringify(seen)).not.toContain("argon2id");
  expect(await countWithdrawn(owner)).toEqual({ people: 1, judgments: 7 });
});

test("the list comes in pages", async () => {
  const { study, owner } = await makeStaffed();
  await db.rater.createMany({
    data: Array.from({ length: ratersPerPage + 3 }, (_, n) => ({ studyId: study.id, pseudonym: `p-${1000 + n}` })),
  });
  expect((await listRaters(owner, everybody)).raters).toHaveLength(ratersPerPage);
  const second = await listRaters(owner, raterFilter.parse({ page: "2" }));
  expect(second).toMatchObject({ total: ratersPerPage + 3, raters: [{ pseudonym: "p-1050" }, {}, {}] });
});

test("a filter that makes no sense is none", () => {
  expect(raterFilter.parse({ q: ["a", "b"], group: "x", page: "-3" })).toEqual({ q: "", group: null, page: 1 });
});

test("group, quota and pause are changed only within the study", async () => {
  const { study, owner } = await makeStaffed();
  const group = await makeGroup(study, "clinician");
  const rater = await makeRater(study);
  const change = { groupId: group.id, quota: 20, status: "PAUSED" } as const;
  expect(await changeRater(owner, rater.id, change)).toMatchObject({ ok: true });
  expect(await db.rater.findUnique({ where: { id: rater.id } })).toMatchObject(change);

  const elsewhere = await makeStaffed();
  const foreign = await makeGroup(elsewhere.study, "clinician");
  expect(await changeRater(owner, rater.id, { ...settings, groupId: foreign.id })).toMatchObject({ ok: false });
  expect(await changeRater(elsewhere.owner, rater.id, settings)).toMatchObject({ ok: false });
  expect(await db.rater.findUnique({ where: { id: rater.id } })).toMatchObject(change);
});

test("whoever has withdrawn does not come back by a change of settings", async () => {
  const { study, owner } = await makeStaffed();
  const gone = await db.rater.create({ data: { studyId: study.id, pseudonym: "g", status: "WITHDRAWN" } });
  expect(await changeRater(owner, gone.id, settings)).toMatchObject({ ok: false });
});

test("two groups of a study have two names, of two studies they may have one", async () => {
  const { study, owner } = await makeStaffed();
  expect(await createGroup(owner, "nurse")).toMatchObject({ ok: true });
  expect(await createGroup(owner, "nurse")).toMatchObject({ ok: false });
  expect(await createGroup((await makeStaffed()).owner, "nurse")).toMatchObject({ ok: true });
  const other = await makeGroup(study, "medic");
  expect(await renameGroup(owner, other.id, "nurse")).toMatchObject({
    ok: false,
    fieldErrors: { name: expect.any(String) },
  });
  expect(await renameGroup(owner, other.id, "medic")).toMatchObject({ ok: true });
  expect(await renameGroup(owner, other.id, "paramedic")).toMatchObject({ ok: true });
  expect((await listGroups(owner)).map(({ name }) => name)).toEqual(["nurse", "paramedic"]);
});

test("deleting a group leaves its raters, and another study's group alone", async () => {
  const { study, owner } = await makeStaffed();
  const group = await makeGroup(study, "crowd");
  const rater = await makeRater(study, { group });
  await deleteGroup((await makeStaffed()).owner, group.id);
  expect(await listGroups(owner)).toMatchObject([{ name: "crowd", raters: 1 }]);
  await deleteGroup(owner, group.id);
  expect(await db.rater.findUnique({ where: { id: rater.id } })).toMatchObject({ groupId: null });
});
