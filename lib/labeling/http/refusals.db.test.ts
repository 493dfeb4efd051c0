import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { tryLabeling } from "@/lib/raters/mutations";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { makeItems, makeMember, makePublishedStudy, makeRater } from "@/prisma/factories";
import {
  call,
  claim,
  claimQueue,
  draft,
  finished,
  finishedItem,
  progress,
  type Route,
  read,
  release,
  skip,
  submission,
  submit,
  verdict,
} from "./call-routes";

const everyRoute = (studyId: string, assignmentId: string): [string, Route, Parameters<typeof call>[1]][] => [
  ["claim", claim, { body: { studyId } }],
  ["submit", submit, { body: submission(studyId, assignmentId) }],
  ["skip", skip, { body: { studyId, assignmentId, reason: "unclear" } }],
  ["release", release, { body: { studyId, leases: [] } }],
  ["draft", draft, { body: { studyId, assignmentId, answers: verdict } }],
  ["read", read, { body: { studyId, versionId: randomUUID() } }],
  ["finished", finished, { query: { studyId } }],
  ["finished item", finishedItem, { query: { studyId }, params: { assignmentId } }],
  ["progress", progress, { query: { studyId } }],
];

async function makeForeignLabel() {
  const study = await makePublishedStudy();
  await makeItems(study, 2);
  const { user } = await makeRater(study);
  await signIn(user);
  const { items } = await claimQueue({ studyId: study.id });
  return { study, assignmentId: items[0]?.assignmentId ?? "" };
}

test("whoever is not signed in is told so on every route", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  await signIn(null);
  for (const [name, route, init] of everyRoute(study.id, assignmentId))
    expect((await call(route, init)).status, name).toBe(401);
});

test("only owners and raters may label; to everybody else the study does not exist", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const allowed: Record<StudyRole, boolean> = {
    OWNER: true,
    RATER: true,
    RESEARCHER: false,
    COORDINATOR: false,
    ADJUDICATOR: false,
    VIEWER: false,
  };
  for (const [role, isAllowed] of Object.entries(allowed)) {
    const { user, access } = await makeMember(study, role as StudyRole);
    await signIn(user);
    if (role === "OWNER") {
      expect((await call(claim, { body: { studyId: study.id } })).status).toBe(409);
      await tryLabeling(access);
    }
    expect((await call(claim, { body: { studyId: study.id } })).status, role).toBe(isAllowed ? 200 : 404);
    if (isAllowed) continue;
    for (const [name, route, init] of everyRoute(study.id, assignmentId))
      expect((await call(route, init)).status, `${role} ${name}`).toBe(404);
  }
  await signIn((await makeMember(await makePublishedStudy(), "OWNER")).user);
  for (const [name, route, init] of everyRoute(study.id, assignmentId))
    expect((await call(route, init)).status, `stranger ${name}`).toBe(404);
});

test("one rater cannot reach another's assignment on any route", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const before = await db.assignment.findUnique({ where: { id: assignmentId } });
  await signIn((await makeRater(study)).user);
  for (const [name, route, init] of everyRoute(study.id, assignmentId).filter(([name]) =>
    ["submit", "skip", "draft", "finished item"].includes(name),
  ))
    expect((await call(route, init)).status, name).toBe(404);
  const leases = [{ assignmentId, leaseExpiresAt: before?.leaseExpiresAt.toISOString() }];
  await call(release, { body: { studyId: study.id, leases } });
  expect(await db.assignment.findUnique({ where: { id: assignmentId } })).toEqual(before);
});

test("a withdrawn rater is refused", async () => {
  const study = await makePublishedStudy();
  const { user, id } = await makeRater(study);
  await db.rater.update({ where: { id }, data: { status: "WITHDRAWN" } });
  await signIn(user);
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({
    status: 403,
    json: { reason: "withdrawn" },
  });
});

test("a tab of the person before neither labels nor reads in the name of whoever signed in since", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const before = await makeRater(study);
  const { user } = await makeRater(study);
  await signIn(user);
  const as = before.user.id;
  for (const [name, route, { body, query, ...init }] of everyRoute(study.id, assignmentId)) {
    const asked = body ? { ...init, body: { ...body, as } } : { ...init, query: { ...query, as } };
    expect(await call(route, asked), name).toMatchObject({ status: 409, json: { reason: "other-person" } });
  }
  expect(await db.assignment.count({ where: { raterId: { in: [before.id] } } })).toBe(0);
  expect((await call(claim, { body: { studyId: study.id, as: user.id } })).status).toBe(200);
});

test("a label from before its person withdrew and came back is refused in words about the item", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const { raterId } = await db.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
  const { userId } = await db.rater.findUniqueOrThrow({ where: { id: raterId } });
  const { access } = await makeMember(study, "OWNER");
  await makeMember(await makePublishedStudy(), "RATER", { user: { id: userId ?? "" } });
  expect((await withdrawRater(access, raterId)).ok).toBe(true);
  await makeRater(study, { user: { id: userId ?? "" } });
  const late = await call(submit, { body: submission(study.id, assignmentId) });
  expect(late).toMatchObject({ status: 404, json: { reason: "item-gone", error: expect.stringMatching(/withdrawn/) } });
  expect((await call(progress, { query: { studyId: study.id } })).json).toMatchObject({ done: 0 });
});

test("a write from another site is refused before anything is read", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const headers = { "sec-fetch-site": "cross-site", origin: "http://evil.test", host: "app.test" };
  for (const [name, route, init] of everyRoute(study.id, assignmentId).filter(([, , { body }]) => body))
    expect((await call(route, { ...init, headers })).status, name).toBe(403);
});

test("bodies that are no request of ours are refused with 400, 413 or 422", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const good = submission(study.id, assignmentId);
  const malformed = [
    "{",
    "[]",
    { ...good, key: "1" },
    { ...good, activeMs: -1 },
    { ...good, answers: [] },
    { ...good, studyId: { startsWith: "a" } },
  ];
  for (const body of malformed) expect((await call(submit, { body })).status, JSON.stringify(body)).toBe(400);
  expect(
    (await call(submit, { body: { ...good, answers: { verdict: { value: "x".repeat(1_100_000) } } } })).status,
  ).toBe(413);
  const refused = await call(submit, { body: { ...good, answers: { verdict: { value: "99" }, nope: { value: 1 } } } });
  expect(refused).toMatchObject({
    status: 422,
    json: { reason: "answers", fieldErrors: { verdict: expect.any(String), nope: expect.any(String) } },
  });
  expect((await call(finished, { query: { studyId: study.id, limit: 5000 } })).status).toBe(400);
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(0);
});

test("rater, condition and purpose cannot be smuggled in beside the answers", async () => {
  const { study, assignmentId } = await makeForeignLabel();
  const smuggled = {
    raterId: randomUUID(),
    purpose: "GOLD",
    versionId: randomUUID(),
    shown: { order: ["9"] },
    revision: 7,
  };
  expect((await call(submit, { body: { ...submission(study.id, assignmentId), ...smuggled } })).status).toBe(200);
  expect(await db.judgment.findFirst({ where: { assignmentId } })).toMatchObject({
    purpose: "PRIMARY",
    revision: 1,
    versionId: study.version.id,
  });
});
