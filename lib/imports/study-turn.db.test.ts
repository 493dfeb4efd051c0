import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { FairQueue } from "@/lib/fair-queue";
import { cancelImport, type Reading, startImport } from "@/lib/imports/mutations";
import { findImport } from "@/lib/imports/queries";
import { type Stage, stageImport } from "@/lib/imports/stage-import";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makeStudy } from "@/prisma/factories";

const waitFor = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 30_000 });

/** Two processes with a queue each, whose files are read when the test says so. */
function makeProcesses() {
  const reading: string[] = [];
  const goOn = new Map<string, () => void>();
  const stage: Stage = async (staging, file) => {
    reading.push(staging.importId);
    await new Promise<void>((resolve) => goOn.set(staging.importId, resolve));
    return stageImport(staging, file);
  };
  const makeProcess = (): Reading => ({ stage, queue: new FairQueue(2) });
  return { first: makeProcess(), second: makeProcess(), reading, read: (id: string) => goOn.get(id)?.() };
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const row = `${JSON.stringify({ prompt: "I feel dizzy.", model: "m1", response: "Rest." })}\n`;

const send = (access: StudyAccess, id: string, process: Reading) =>
  startImport(access, { id, fileName: "outputs.jsonl" }, bytesOf(row), process);

const makeOwner = async () => (await makeMember(await makeStudy(), "OWNER")).access;

/** Two files of one study, through two processes: the second waits for the first. */
async function sendTwo(access: StudyAccess) {
  const { first, second, reading, read } = makeProcesses();
  const [one, two] = [randomUUID(), randomUUID()];
  const sentOne = send(access, one, first);
  await waitFor(() => expect(reading).toEqual([one]));
  const sentTwo = send(access, two, second);
  await waitFor(async () => expect((await findImport(access, two))?.filesAhead).toBe(1));
  return { one, two, sentOne, sentTwo, reading, read };
}

test("files of one study are read one after another, whichever process they were sent to", async () => {
  const access = await makeOwner();
  const { one, two, sentOne, sentTwo, reading, read } = await sendTwo(access);
  expect(reading).toEqual([one]);
  read(one);
  expect(await sentOne).toMatchObject({ ok: true, value: { state: "READY" } });
  await waitFor(() => expect(reading).toEqual([one, two]));
  read(two);
  expect(await sentTwo).toMatchObject({ ok: true, value: { state: "READY", filesAhead: 0 } });
});

test("another study's file does not wait", async () => {
  const [access, other] = [await makeOwner(), await makeOwner()];
  const { first, second, reading, read } = makeProcesses();
  const [one, two] = [randomUUID(), randomUUID()];
  const sentOne = send(access, one, first);
  await waitFor(() => expect(reading).toEqual([one]));
  const sentTwo = send(other, two, second);
  await waitFor(() => expect(reading).toEqual([one, two]));
  read(two);
  expect(await sentTwo).toMatchObject({ ok: true, value: { state: "READY" } });
  read(one);
  await sentOne;
});

test("a file that waits in one process can be cancelled through another", async () => {
  const access = await makeOwner();
  const { one, two, sentOne, sentTwo, reading, read } = await sendTwo(access);
  // As the other process would: it has nothing running under this id.
  await db.import.update({ where: { id: two }, data: { state: "CANCELLED" } });
  expect(await sentTwo).toMatchObject({ ok: true, value: { state: "CANCELLED" } });
  read(one);
  await sentOne;
  expect(reading).toEqual([one]);
  expect(await cancelImport(access, one)).toBe(true);
});

test("a file whose process died keeps nobody waiting", async () => {
  const access = await makeOwner();
  const { first, reading, read } = makeProcesses();
  const longAgo = new Date(Date.now() - 60_000);
  const dead = { fileName: "dead.jsonl", format: "", queuedAt: longAgo, touchedAt: longAgo };
  await db.import.create({ data: { studyId: access.studyId, ...dead } });
  const id = randomUUID();
  const sent = send(access, id, first);
  await waitFor(() => expect(reading).toEqual([id]));
  read(id);
  expect(await sent).toMatchObject({ ok: true, value: { state: "READY" } });
});
