import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import type { PersonaVisibility, StudyRole } from "@/lib/generated/prisma/enums";
import type { ClaimRequest, Queue, SubmitAnswer } from "@/lib/labeling/contract";
import { tryLabeling } from "@/lib/raters/mutations";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import {
  makeItem,
  makeItems,
  makeJudgment,
  makeMember,
  makePersona,
  makePublishedStudy,
  makeRater,
  makeRaterRow,
  makeVersion,
} from "@/prisma/factories";
import { POST as claim } from "./claim/route";
import { PUT as draft } from "./draft/route";
import { GET as finishedItem } from "./finished/[assignmentId]/route";
import { GET as finished } from "./finished/route";
import { GET as progress } from "./progress/route";
import { POST as read } from "./read/route";
import { POST as release } from "./release/route";
import { POST as skip } from "./skip/route";
import { POST as submit } from "./submit/route";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const heard: string[] = [];

/** Calls a route as a browser would, and keeps everything that came back. */
async function call(
  route: Route,
  init: { body?: unknown; query?: object; params?: Record<string, string>; headers?: object },
) {
  const url = new URL("http://app.test/api");
  for (const [name, value] of Object.entries(init.query ?? {})) url.searchParams.set(name, String(value));
  const headers = { "sec-fetch-site": "same-origin", ...init.headers };
  const body = init.body === undefined ? null : typeof init.body === "string" ? init.body : JSON.stringify(init.body);
  const request = new Request(url, { method: body === null ? "GET" : "POST", headers, body });
  const response = await route(request, { params: Promise.resolve(init.params ?? {}) });
  const text = await response.text();
  heard.push(text, JSON.stringify([...response.headers]));
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
}

const verdict = { verdict: { item: { value: "safe" } } };
const submission = (studyId: string, assignmentId: string, answers: object = verdict) => ({
  ...{ studyId, assignmentId, answers, key: randomUUID(), activeMs: 10, elapsedMs: 20 },
});

async function claimQueue(request: ClaimRequest): Promise<Queue> {
  const { status, json } = await call(claim, { body: request });
  expect(status).toBe(200);
  return json;
}

test("a page claims two, submits one and gets the one after next in the same answer", async () => {
  const study = await makePublishedStudy({ policies: ["file-order"] });
  for (const prompt of ["one", "two", "three"]) await makeItem(study, { prompt });
  const { user } = await makeRater(study);
  await signIn(user);
  const queue = await claimQueue({ studyId: study.id });
  expect(queue.items.map(({ prompt }) => prompt)).toEqual(["one", "two"]);
  expect(queue.protocols).toHaveLength(1);
  expect(queue.progress).toEqual({ done: 0, total: 3, quota: null });
  const [first, second] = queue.items;
  const has = { holds: [second?.assignmentId ?? ""], knows: [study.version.id] };
  const body = { ...submission(study.id, first?.assignmentId ?? ""), ...has };
  const { status, json, headers } = await call(submit, { body });
  const answer: SubmitAnswer = json;
  expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(answer).toMatchObject({ saved: true, surplus: false, revision: 1, reveal: null });
  expect(answer.next?.items.map(({ prompt }) => prompt)).toEqual(["three"]);
  expect(answer.next?.leases).toHaveLength(2);
  expect(answer.next?.protocols).toEqual([]);
  expect(answer.next?.progress.done).toBe(1);
});

test("an edit starts from the label as it was given", async () => {
  const study = await makePublishedStudy({}, { questions: [{ key: "better", type: "preference", text: "Which?" }] });
  await makeItem(study, { layout: "PAIR", prompt: "Which one?" });
  const { user } = await makeRater(study);
  await signIn(user);
  const { items } = await claimQueue({ studyId: study.id });
  const [item] = items;
  const answers = { better: { item: { value: item?.texts[1]?.partId } } };
  await call(submit, { body: submission(study.id, item?.assignmentId ?? "", answers) });
  const page = await call(finished, { query: { studyId: study.id } });
  expect(page.json).toMatchObject({
    items: [{ assignmentId: item?.assignmentId, revision: 1, excerpt: "Which one?" }],
    before: null,
  });
  const params = { assignmentId: item?.assignmentId ?? "" };
  const { json } = await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params });
  expect(json).toMatchObject({ answers, revision: 1, locked: null, item: { texts: item?.texts } });
  expect((await call(progress, { query: { studyId: study.id } })).json).toEqual({ done: 1, total: 1, quota: null });
});

test("a page from before answers had targets is understood, and its label is the same label when the reloaded page sends it again", async () => {
  const study = await makePublishedStudy();
  await makeItem(study);
  const { user } = await makeRater(study);
  await signIn(user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const assignmentId = item?.assignmentId ?? "";
  await call(draft, { body: { studyId: study.id, assignmentId, answers: { verdict: { value: "unsafe" } } } });
  await db.assignment.update({ where: { id: assignmentId }, data: { draft: { verdict: { value: "unsafe" } } } });
  const [drafted] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  expect(drafted?.draft).toEqual({ verdict: { item: { value: "unsafe" } } });
  const old = submission(study.id, assignmentId, { verdict: { state: "GIVEN", value: "safe" } });
  const migrated = { ...old, answers: { verdict: { item: { state: "GIVEN", value: "safe" } } } };
  for (const body of [old, migrated, old])
    expect(await call(submit, { body })).toMatchObject({ status: 200, json: { saved: true, revision: 1 } });
  const stored = await db.answer.findMany({ where: { judgment: { studyId: study.id } } });
  expect(stored).toMatchObject([{ questionKey: "verdict", target: "item", value: "safe" }]);
});

test("a page that cannot read targets is not shown an earlier answer, which it would save without its other answers", async () => {
  const study = await makePublishedStudy();
  await makeItem(study);
  const { user } = await makeRater(study);
  await signIn(user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const params = { assignmentId: item?.assignmentId ?? "" };
  await call(submit, { body: submission(study.id, params.assignmentId) });
  const { status, json } = await call(finishedItem, { query: { studyId: study.id }, params });
  expect([status, json.reason]).toEqual([400, "malformed"]);
});

test("finished items come page by page, newest first", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 5);
  const { user } = await makeRater(study);
  await signIn(user);
  const order: string[] = [];
  for (let label = 0; label < 5; label++) {
    const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
    order.unshift(item?.assignmentId ?? "");
    await call(submit, { body: submission(study.id, item?.assignmentId ?? "") });
  }
  const seen: string[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const query = { studyId: study.id, limit: 2, ...(before && { before }) };
    const { json } = await call(finished, { query });
    seen.push(...json.items.map(({ assignmentId }: { assignmentId: string }) => assignmentId));
    before = json.before;
  }
  expect(seen).toEqual(order);
});

test("a first answer where one is stored shows the rater their stored one, and nobody else's", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const labeled = await makeItem(study);
  await makeJudgment(await makeRater(study), labeled, study.version, { verdict: "unsafe" });
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id })).items;
  const assignmentId = item?.assignmentId ?? "";
  await call(submit, { body: submission(study.id, assignmentId) });
  const second = submission(study.id, assignmentId, { verdict: { item: { value: "unsafe" } } });
  const { status, json } = await call(submit, { body: second });
  expect(status).toBe(409);
  expect(json).toMatchObject({ reason: "conflict", stored: { answers: verdict, revision: 1 } });
  expect(Date.now() - Date.parse(json.stored.answeredAt)).toBeLessThan(60_000);
  const chosen = await call(submit, { body: { ...second, edits: json.stored.revision } });
  expect(chosen).toMatchObject({ status: 200, json: { revision: 2 } });
});

test("a page that only sends what waits reserves nothing", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const { json } = await call(submit, { body: { ...submission(study.id, item?.assignmentId ?? ""), want: 0 } });
  expect(json).toMatchObject({ saved: true, next: null });
  expect(await db.assignment.count({ where: { studyId: study.id, state: "LEASED" } })).toBe(0);
});

test("closing says why a label does not count, gives nothing more, and tallies those that do", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const [first, second] = (await claimQueue({ studyId: study.id })).items;
  await call(submit, { body: submission(study.id, first?.assignmentId ?? "") });
  await db.study.update({ where: { id: study.id }, data: { state: "CLOSED" } });
  const late = await call(submit, { body: submission(study.id, second?.assignmentId ?? "") });
  expect(late.json).toMatchObject({
    ...{ surplus: true, surplusReason: "CLOSED" },
    surplusMessage: "The study was closed before this label came. It is kept, but does not count.",
    next: { items: [], leases: [], empty: { reason: "study-closed" } },
  });
  const queue = await claimQueue({ studyId: study.id });
  expect(queue.items).toEqual([]);
  expect(queue.empty?.tally).toEqual([
    "1 label of yours counts.",
    "1 came after the study was closed: kept, not counted.",
  ]);
  const body = { studyId: study.id, assignmentId: second?.assignmentId, answers: verdict };
  expect((await call(draft, { body })).json.stopped).toMatchObject({ reason: "study-closed" });
});

test("what is new in a version is told before its first item, once on whatever device", async () => {
  const study = await makePublishedStudy({}, { guidelines: "Judge what would happen." });
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const first = await claimQueue({ studyId: study.id, want: 1 });
  expect(first.toRead).toEqual({ [study.version.id]: { since: null, changes: [], guidelines: null } });
  await call(submit, { body: { ...submission(study.id, first.items[0]?.assignmentId ?? ""), want: 0 } });
  expect((await claimQueue({ studyId: study.id, want: 1 })).toRead).toEqual({});
  const questions = [
    {
      key: "verdict",
      type: "choice" as const,
      text: "Is it harmful?",
      options: [
        { key: "safe", label: "No" },
        { key: "unsafe", label: "Yes" },
      ],
    },
  ];
  const second = await makeVersion(study, {
    number: 2,
    questions,
    guidelines: "Judge what would happen.\n\nAsk when in doubt.",
  });
  const queue = await claimQueue({ studyId: study.id });
  const news = queue.toRead[second.id];
  expect(news).toMatchObject({
    since: 1,
    guidelines: [
      { text: "Judge what would happen.", kind: "same" },
      { text: "Ask when in doubt.", kind: "new" },
    ],
  });
  expect(news?.changes.join()).toContain("Is it harmful?");
  expect((await call(read, { body: { studyId: study.id, versionId: second.id } })).status).toBe(204);
  expect((await call(read, { body: { studyId: study.id, versionId: second.id } })).status).toBe(204);
  expect((await claimQueue({ studyId: study.id })).toRead).toEqual({});
  expect(await db.guidelinesRead.count({ where: { versionId: second.id } })).toBe(1);
});

test("a version of another study cannot be marked as read", async () => {
  const elsewhere = await makePublishedStudy();
  const study = await makePublishedStudy();
  await signIn((await makeRater(study)).user);
  await call(read, { body: { studyId: study.id, versionId: elsewhere.version.id } });
  expect(await db.guidelinesRead.count({ where: { versionId: elsewhere.version.id } })).toBe(0);
});

test("whoever was removed is told so, and whoever's account is gone is not asked to sign in again", async () => {
  const study = await makePublishedStudy();
  const { user, id } = await makeRater(study);
  await signIn(user);
  await claimQueue({ studyId: study.id });
  await db.membership.deleteMany({ where: { userId: user.id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({
    status: 404,
    json: { reason: "removed" },
  });
  await db.rater.delete({ where: { id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({ json: { reason: "not-found" } });
  await db.user.delete({ where: { id: user.id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({
    ...{ status: 401, json: { reason: "account-gone" } },
  });
});

test("an item whose answer was refused can be read again to mend it, without a persona that comes after the answer", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "AFTER_ANSWER" });
  const persona = await makePersona(study, { name: "Zq Persona" });
  await makeItem(study, { parts: [{ text: "Hello", persona }] });
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id })).items;
  const params = { assignmentId: item?.assignmentId ?? "" };
  const { json } = await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params });
  expect(json).toMatchObject({
    answers: {},
    revision: null,
    locked: null,
    item: { persona: null, texts: item?.texts },
  });
});

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
    ...{ OWNER: true, RATER: true },
    ...{ RESEARCHER: false, COORDINATOR: false, ADJUDICATOR: false, VIEWER: false },
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

// ---------------------------------------------------------------- blinding

const hidden = [
  "zq-model-a",
  "zq-model-b",
  "zq-steered",
  "zq-tier",
  "zq-track",
  "zq-gold",
  "zq-reference",
  "zq-policy",
  "zq-extra",
];

async function makeSecretStudy(personaVisibility: PersonaVisibility) {
  const questions = [
    { key: "verdict", type: "ordinal" as const, text: "Safe?", points: [{ value: 1 }, { value: 2 }] },
    { key: "why", type: "text" as const, text: "Why?", required: false },
  ];
  const study = await makePublishedStudy({ labelsPerItem: 5 }, { questions, personaVisibility });
  const persona = await makePersona(study, { name: "Zq Persona", text: "zq-card" });
  const named = (place: number) => ({
    externalId: `zq-item-${place}`,
    tier: "zq-tier",
    truth: { verdict: "zq-truth" },
  });
  const items = [
    await makeItem(study, { ...named(1), factors: { "zq-factor": "zq-steered" }, parts: [{ text: "Hello", persona }] }),
    await makeItem(study, {
      ...{ ...named(2), layout: "PAIR" },
      parts: [
        { text: "Left", factors: { model: "zq-model-a" } },
        { text: "Right", factors: { model: "zq-model-b" } },
      ],
    }),
    await makeItem(study, { ...named(3), layout: "CANDIDATES", fileMajority: { verdict: "zq-majority" } }),
  ];
  const secrets = {
    track: "zq-track",
    goldAnswer: "zq-gold",
    referenceAnswer: "zq-reference",
    policyText: "zq-policy",
  };
  await db.item.updateMany({ where: { studyId: study.id }, data: secrets });
  await db.output.updateMany({ where: { studyId: study.id }, data: { extra: { note: "zq-extra" } } });
  const other = await makeRater(study, { pseudonym: "zq-other" });
  const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "zq-judge", pseudonym: "zq-judge-1" });
  for (const item of items) {
    await makeJudgment(other, item, study.version, { verdict: "2", why: "zq-other-why" });
    await makeJudgment(judge, item, study.version, { verdict: "2", why: "zq-rationale" });
  }
  return { study, items, other, judge, persona };
}

/** Everything a rater's browser can get out of the API for every item of a study. */
async function labelEverything(studyId: string) {
  const own = { verdict: { item: { value: 1 } }, why: { item: { value: "own" } } };
  const { items } = await claimQueue({ studyId });
  const queue = [...items];
  for (let item = queue.shift(); item; item = queue.shift()) {
    const { assignmentId } = item;
    await call(draft, { body: { studyId, assignmentId, answers: own } });
    await call(submit, { body: { ...submission(studyId, assignmentId, { verdict: { value: 99 } }) } });
    const { json } = await call(submit, { body: submission(studyId, assignmentId, own) });
    await call(finishedItem, { query: { studyId, answers: "by-target" }, params: { assignmentId } });
    const known = new Set(queue.map((waiting) => waiting.assignmentId));
    const { next } = json as SubmitAnswer;
    queue.push(...(next?.items ?? []).filter((found) => !known.has(found.assignmentId)));
  }
  await call(skip, { body: { studyId, assignmentId: randomUUID(), reason: "x" } });
  await call(finished, { query: { studyId } });
  await call(progress, { query: { studyId } });
  await claimQueue({ studyId });
}

test("nothing that reaches a rater tells a condition, the truth, a tier, a judge or another rater", async () => {
  const { study, items, other, judge } = await makeSecretStudy("HIDDEN");
  const conditions = await db.condition.findMany({ where: { studyId: study.id }, select: { id: true } });
  const outputs = await db.output.findMany({ where: { studyId: study.id }, select: { id: true } });
  const internal = [...items, other, judge, other.user, ...conditions, ...outputs].map(({ id }) => id);
  await signIn((await makeRater(study)).user);
  heard.length = 0;
  await labelEverything(study.id);
  const traffic = heard.join("\n").toLowerCase();
  expect(traffic).toContain("hello");
  expect(traffic).not.toContain("zq");
  for (const secret of [...hidden, ...internal]) expect(traffic).not.toContain(secret);
});

test("only properties that are on the list leave the server", async () => {
  const { study } = await makeSecretStudy("SHOWN");
  await signIn((await makeRater(study)).user);
  heard.length = 0;
  await labelEverything(study.id);
  const names = new Set([...heard.join("\n").matchAll(/"([A-Za-z]+)":/g)].map(([, name]) => name));
  const allowed = `about answers assignmentId before candidates cannotJudge description direction done draft empty error
    answeredAt changes excerpt fieldErrors finishedAt guidelines held help item items key label layout leaseExpiresAt leaseMinutes leases letter locked
    maxLength message name next number partId persona personaVisibility points probabilities profile progress prompt
    promptTurns protocol protocols questions quota reason refusal required reveal revision saved sections showIf since state statements
    stopped surplus surplusMessage surplusReason tally text textStyle texts toRead total turns type until value verdict versionId why`.split(
    /\s+/,
  );
  expect([...names].filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
});

test("a persona is sent when the protocol says so: at once, after the answer, or never", async () => {
  for (const [visibility, beforehand, afterwards] of [
    ["SHOWN", true, true],
    ["AFTER_ANSWER", false, true],
    ["HIDDEN", false, false],
  ] as const) {
    const { study } = await makeSecretStudy(visibility);
    await db.item.updateMany({ where: { studyId: study.id, layout: { not: "SINGLE" } }, data: { isServable: false } });
    await signIn((await makeRater(study)).user);
    heard.length = 0;
    const { items } = await claimQueue({ studyId: study.id });
    const assignmentId = items[0]?.assignmentId ?? "";
    await call(draft, { body: { studyId: study.id, assignmentId, answers: { verdict: { value: 1 } } } });
    expect(heard.join().includes("zq-card"), visibility).toBe(beforehand);
    const { json } = await call(submit, { body: submission(study.id, assignmentId, { verdict: { value: 1 } }) });
    await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params: { assignmentId } });
    expect(heard.join().includes("zq-card"), visibility).toBe(afterwards);
    expect(json.reveal?.name ?? null).toBe(visibility === "AFTER_ANSWER" ? "Zq Persona" : null);
  }
});

test("with candidates, the persona behind the words is never sent: it is the answer", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "SHOWN" });
  const persona = await makePersona(study, { name: "Zq Persona" });
  await makeItem(study, { layout: "CANDIDATES", parts: [{ text: "Hello", persona }, { label: "A" }, { label: "B" }] });
  await signIn((await makeRater(study)).user);
  heard.length = 0;
  const { items } = await claimQueue({ studyId: study.id });
  expect(items[0]).toMatchObject({ persona: null, texts: [{ text: "Hello", letter: null }] });
  expect(items[0]?.candidates.map(({ letter }) => letter)).toEqual(["A", "B"]);
  expect(heard.join()).not.toContain("Zq Persona");
});
