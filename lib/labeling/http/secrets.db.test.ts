import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import type { PersonaVisibility } from "@/lib/generated/prisma/enums";
import type { SubmitAnswer } from "@/lib/labeling/contract";
import { makeItem, makeJudgment, makePersona, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";
import {
  acknowledge,
  call,
  claimQueue,
  draft,
  finished,
  finishedItem,
  heard,
  progress,
  skip,
  submission,
  submit,
} from "./call-routes";

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
      ...named(2),
      layout: "PAIR",
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
  const allowed =
    `about answers assignmentId before candidates cannotJudge children description direction done draft empty error
    answeredAt changes excerpt fieldErrors finishedAt guidelines held href help item items key label layout leaseExpiresAt leaseMinutes leases letter locked
    maxLength message name next number partId persona personaVisibility points probabilities profile progress prompt
    promptTurns protocol protocols questions quota reason refusal required reveal revision saved sections showIf since state statements
    start stopped surplus surplusMessage surplusReason tag tally text textStyle texts toRead total tree turns type until value verdict versionId why`.split(
      /\s+/,
    );
  expect([...names].filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
});

/** A way through a study with hidden gold: what each item was for, and all that came back with its label. */
async function overhearGold() {
  const questions = [{ key: "verdict", type: "ordinal" as const, text: "Safe?", points: [{ value: 1 }, { value: 2 }] }];
  const study = await makePublishedStudy({ labelsPerItem: 5, seed: 7 }, { questions });
  const set = { every: 2, within: 0, atLeast: 5, warn: 80, pause: 50, told: "both" };
  const policies = [
    { key: "gold", settings: set },
    { key: "file-order", settings: {} },
  ];
  await db.study.update({ where: { id: study.id }, data: { policies } });
  for (let place = 0; place < 12; place++) await makeItem(study, { externalId: `work-${place}` });
  for (let place = 0; place < 6; place++)
    await makeItem(study, { reservedFor: "GOLD", truth: { verdict: "2" }, goldRationale: "zq-why" });
  const rater = await makeRater(study);
  await signIn(rater.user);
  const answered: { purpose: string; text: string; headers: string }[] = [];
  const { items } = await claimQueue({ studyId: study.id });
  for (let item = items[0], waiting = items.slice(1); item && answered.length < 9; item = waiting.shift()) {
    const { assignmentId } = item;
    const { purpose } = await db.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    heard.length = 0;
    const holds = waiting.map((held) => held.assignmentId);
    const sent = { ...submission(study.id, assignmentId, { verdict: { value: 1 } }), holds, knows: [item.versionId] };
    const { json } = await call(submit, { body: sent });
    waiting.push(...((json as SubmitAnswer).next?.items ?? []));
    const [text = "", headers = ""] = heard;
    answered.push({ purpose, text, headers });
  }
  return answered;
}

/** Values that are drawn or tell the time stand for themselves. */
const blur = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/"done":\d+/, '"done":<n>')
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ GMT/g, "<date>");

test("nothing that comes back for a gold item or with one tells it from an ordinary one, byte for byte", async () => {
  const answered = await overhearGold();
  const ofGold = answered.filter(({ purpose }) => purpose === "GOLD");
  const others = answered.filter(({ purpose }) => purpose === "PRIMARY");
  expect(ofGold.length).toBeGreaterThan(1);
  expect(others.length).toBeGreaterThan(1);
  expect(new Set(answered.map(({ text }) => blur(text))).size).toBe(1);
  expect(new Set(answered.map(({ headers }) => blur(headers))).size).toBe(1);
  const done = answered.map(({ text }) => JSON.parse(text).next.progress.done);
  expect(done).toEqual(answered.map((_, place) => place + 1));
  expect(answered.map(({ text }) => text).join("")).not.toContain("zq");
});

test("what is right of a training item goes out with no answer before the rater's own is stored, and with none of another item", async () => {
  const questions = [{ key: "verdict", type: "ordinal" as const, text: "Safe?", points: [{ value: 1 }, { value: 2 }] }];
  const study = await makePublishedStudy({ labelsPerItem: 5 }, { questions });
  const policies = [
    { key: "training", settings: { within: 0 } },
    { key: "file-order", settings: {} },
  ];
  await db.study.update({ where: { id: study.id }, data: { policies } });
  for (const name of ["one", "two"])
    await makeItem(study, { reservedFor: "TRAINING", truth: { verdict: "2" }, goldRationale: `zq-${name}` });
  await makeItem(study);
  await signIn((await makeRater(study)).user);
  heard.length = 0;
  const { items } = await claimQueue({ studyId: study.id });
  const assignmentId = items[0]?.assignmentId ?? "";
  await call(draft, { body: { studyId: study.id, assignmentId, answers: { verdict: { item: { value: 1 } } } } });
  await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params: { assignmentId } });
  await call(acknowledge, { body: { studyId: study.id, newsId: assignmentId } });
  await call(submit, { body: submission(study.id, assignmentId, { verdict: { item: { value: 99 } } }) });
  const before = heard.join("");
  expect([before.includes("zq"), before.includes("right")]).toEqual([false, false]);
  const { json } = await call(submit, {
    body: submission(study.id, assignmentId, { verdict: { item: { value: 1 } } }),
  });
  expect(json.next.news).toMatchObject([{ rationale: "zq-one", missed: ["verdict"] }]);
  expect(heard.join("")).not.toContain("zq-two");
  expect((await call(acknowledge, { body: { studyId: study.id, newsId: assignmentId } })).status).toBe(204);
  expect((await claimQueue({ studyId: study.id })).news).toBeUndefined();
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
