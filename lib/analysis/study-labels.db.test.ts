import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readLabelTable, StudyLabels } from "@/lib/analysis/label-queries";
import { type LabelTable, purposes, states } from "@/lib/analysis/label-table";
import { db, pool } from "@/lib/db/client";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { forgetFingerprint, getFingerprint } from "@/lib/studies/fingerprint";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeVersion } from "@/prisma/factories";

/** All that a table says, whatever the order and the numbers it says it in. */
function say({ labels, raters, items, versions, questionKeys, targets, values, skips, ...rest }: LabelTable) {
  const lines = Array.from(labels.item, (item, place) =>
    [
      ...[items.ids[item], raters[labels.rater[place] ?? -1]?.id, versions[labels.version[place] ?? -1]?.number],
      ...[purposes[labels.purpose[place] ?? -1], states[labels.state[place] ?? -1], labels.occurrence[place]],
      ...[labels.isLatest[place], questionKeys[labels.question[place] ?? -1], targets[labels.target[place] ?? -1]],
      ...[values[labels.value[place] ?? -1], JSON.stringify(labels.probabilities.get(place))],
    ].join(" "),
  );
  const passed = Array.from(skips.item, (item, place) => `${items.ids[item]} ${raters[skips.rater[place] ?? -1]?.id}`);
  return { ...rest, lines: lines.sort(), passed: passed.sort(), raters, items, versions };
}

async function makeStudy() {
  const study = await makePublishedStudy();
  const items = [await makeItem(study), await makeItem(study)] as const;
  const [ada, ben] = [await makeRater(study), await makeRater(study)];
  await makeJudgment(ada, items[0], study.version, { verdict: "safe" });
  await makeJudgment(ben, items[0], study.version, { verdict: "unsafe" });
  const labels = new StudyLabels(study.id);
  /** What is read on is what would be read anew. */
  const readBoth = async () => {
    const [on, anew] = [await labels.read(), await readLabelTable({ studyId: study.id })];
    expect(say(on)).toEqual(say(anew));
    return on;
  };
  return { study, items, ada, ben, readBoth };
}

test("reading on gives what reading anew would: labels, edits, a repeat, a judgment without comparable answers, a skip", async () => {
  const { study, items, ada, ben, readBoth } = await makeStudy();
  expect((await readBoth()).labels.item).toHaveLength(2);
  await makeJudgment(ada, items[1], study.version, { verdict: "safe" });
  expect((await readBoth()).labels.item).toHaveLength(3);
  await makeJudgment(ada, items[0], study.version, { verdict: "unsafe" }, { revision: 2 });
  await makeJudgment(ben, items[0], study.version, { verdict: "unsafe" }, { occurrence: 2 });
  await makeJudgment(ben, items[1], study.version, { why: "a text" });
  expect((await readBoth()).versions[0]?.labels).toBe(4);
  await makeJudgment(ada, items[0], study.version, { verdict: "safe" }, { revision: 3 });
  await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: items[1].id,
      raterId: ben.id,
      versionId: study.version.id,
      state: "SKIPPED",
      leaseExpiresAt: new Date(),
      shownOrder: ["1"],
    },
  });
  expect((await readBoth()).skips.item).toHaveLength(1);
});

test("an answer that was taken back is the latest no more, read on or anew", async () => {
  const { study, items, ada, readBoth } = await makeStudy();
  const countLatest = async () => (await readBoth()).labels.isLatest.reduce((sum, flag) => sum + flag, 0);
  expect(await countLatest()).toBe(2);
  await makeJudgment(ada, items[0], study.version, { why: "I take it back" }, { revision: 2 });
  expect(await countLatest()).toBe(1);
  await makeJudgment(ada, items[0], study.version, { verdict: "safe" }, { revision: 3 });
  expect(await countLatest()).toBe(2);
});

test("labels already read are not read again, and nothing new is nothing", async () => {
  const { study, items, ada, readBoth } = await makeStudy();
  await readBoth();
  await readBoth();
  // A transaction that goes on keeps what was read meanwhile among what may be new.
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("SELECT pg_current_xact_id()");
  await makeJudgment(ada, items[1], study.version, { verdict: "safe" });
  for (let reading = 0; reading < 3; reading++) expect((await readBoth()).labels.item).toHaveLength(3);
  await client.query("COMMIT");
  client.release();
  expect((await readBoth()).labels.item).toHaveLength(3);
});

test("a label whose transaction began before others and ended after them is not missed", async () => {
  const { study, items, ada, ben, readBoth } = await makeStudy();
  await readBoth();
  const late = await pool.connect();
  await late.query("BEGIN");
  const id = randomUUID();
  await late.query(
    `INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, "idempotencyKey") VALUES ($1, $2, $3, $4, $5, 'PRIMARY', 'late')`,
    [id, study.id, items[1].id, ada.id, study.version.id],
  );
  await late.query(
    `INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", value) VALUES ($1, $2, 'verdict', 'safe')`,
    [study.id, id],
  );
  await makeJudgment(ben, items[1], study.version, { verdict: "safe" });
  expect((await readBoth()).labels.item).toHaveLength(3);
  await late.query("COMMIT");
  late.release();
  expect((await readBoth()).labels.item).toHaveLength(4);
});

test("people who join stand among the others in the order of their names, and what changes about them is seen", async () => {
  const { study, items, ada, readBoth } = await makeStudy();
  await readBoth();
  for (let joined = 0; joined < 4; joined++)
    await makeJudgment(await makeRater(study), items[1], study.version, { verdict: "safe" });
  await db.rater.update({ where: { id: ada.id }, data: { sawConditions: true } });
  const { raters } = await readBoth();
  expect(raters).toHaveLength(6);
  expect(raters.filter(({ sawConditions }) => sawConditions).map(({ id }) => id)).toEqual([ada.id]);
});

test("what a withdrawn person said is gone", async () => {
  const { study, ada, readBoth } = await makeStudy();
  await readBoth();
  await withdrawRater((await makeMember(study, "OWNER")).access, ada.id);
  const table = await readBoth();
  expect([table.labels.item.length, table.study.erased]).toEqual([1, 1]);
});

test("new items and versions are read with all the rest", async () => {
  const { study, ada, readBoth } = await makeStudy();
  await readBoth();
  const version = await makeVersion(study, { number: 2 });
  await makeJudgment(ada, await makeItem(study), version, { verdict: "safe" });
  const { versions, items } = await readBoth();
  expect([versions.length, items.ids.length]).toEqual([2, 3]);
});

test("figures are told to be new when a group of raters gets another name", async () => {
  const { study } = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const group = await db.raterGroup.create({ data: { studyId: study.id, name: "Nurses" } });
  await makeRater(study, { group });
  const before = await getFingerprint(access);
  await db.raterGroup.update({ where: { id: group.id }, data: { name: "Clinicians" } });
  forgetFingerprint(access);
  expect(await getFingerprint(access)).not.toBe(before);
});

test("threads take turns at reading and have the same labels, and what one computes on does not change under it", async () => {
  const { study, items, ada, ben } = await makeStudy();
  const [one, other] = [new StudyLabels(study.id), new StudyLabels(study.id)];
  const first = await one.read();
  const shared = one.share();
  other.takeOver(shared);
  const before = [...first.labels.isLatest];
  expect(say(other.getTable())).toEqual(say(first));
  await makeJudgment(ada, items[0], study.version, { verdict: "unsafe" }, { revision: 2 });
  await makeJudgment(ben, items[1], study.version, { verdict: "safe" });
  const second = await other.read();
  expect(say(second)).toEqual(say(await readLabelTable({ studyId: study.id })));
  expect([first.labels.item.length, ...first.labels.isLatest]).toEqual([2, ...before]);
  one.takeOver(other.share());
  expect(say(one.getTable())).toEqual(say(second));
  await makeJudgment(await makeRater(study), items[1], study.version, { verdict: "safe" });
  expect(say(await one.read())).toEqual(say(await readLabelTable({ studyId: study.id })));
});

test("labels are handed over as the same memory, whoever takes them", async () => {
  const { study } = await makeStudy();
  const [one, other] = [new StudyLabels(study.id), new StudyLabels(study.id)];
  await one.read();
  other.takeOver(one.share());
  const [mine, theirs] = [one.getTable().labels, other.getTable().labels];
  expect(theirs.item.buffer).toBe(mine.item.buffer);
  expect(theirs.value.buffer).toBe(mine.value.buffer);
});

test("after many readings a thread that has none of them has all labels, and one that has some takes only the rest", async () => {
  const { study, items, ada } = await makeStudy();
  const [reader, follower] = [new StudyLabels(study.id), new StudyLabels(study.id)];
  await reader.read();
  follower.takeOver(reader.share());
  for (let occurrence = 2; occurrence < 40; occurrence++) {
    await makeJudgment(ada, items[0], study.version, { verdict: `other ${occurrence}` }, { occurrence });
    await reader.read();
    const shared = reader.share();
    expect(shared.added.length).toBeLessThanOrEqual(32);
    if (occurrence % 7 === 0) follower.takeOver(shared);
  }
  const newcomer = new StudyLabels(study.id);
  newcomer.takeOver(reader.share());
  follower.takeOver(reader.share());
  const anew = say(await readLabelTable({ studyId: study.id }));
  expect(say(newcomer.getTable())).toEqual(anew);
  expect(say(follower.getTable())).toEqual(anew);
});
