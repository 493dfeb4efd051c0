import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { diskStore } from "@/lib/media/disk-store";
import { addMedia, deleteMedia, eraseUnusedMedia, mediaStore, openMedia } from "@/lib/media/media";
import type { MediaStore } from "@/lib/media/media-store";
import { deleteStudy } from "@/lib/studies/mutations";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

let folder: string;
let store: MediaStore;
let study: Awaited<ReturnType<typeof makePublishedStudy>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-media-"));
  store = diskStore(folder);
  study = await makePublishedStudy();
});
afterEach(async () => {
  await db.study.deleteMany({ where: { id: study.id } });
  await rm(folder, { recursive: true });
});

const upload = (content: Buffer, studyId = study.id, name = "face.png") => ({
  studyId,
  name,
  contentType: "image/png",
  content: Readable.from([content]),
});

async function read(ref: { studyId: string; id: string }, range?: { first: number; last: number }) {
  const opened = await openMedia(store, ref, range);
  return opened && { ...opened, content: Buffer.concat(await opened.content.toArray()).toString() };
}

async function listHashes() {
  const hashes: string[] = [];
  for await (const hash of store.list()) hashes.push(hash);
  return hashes.sort();
}

test("what was added is read whole or in part, by its study alone", async () => {
  const other = await makePublishedStudy();
  const { id, hash, bytes } = await addMedia(store, upload(Buffer.from("0123456789")));

  expect({ hash, bytes }).toEqual({ hash: createHash("sha256").update("0123456789").digest("hex"), bytes: 10 });
  expect(await read({ studyId: study.id, id })).toEqual({ bytes: 10, contentType: "image/png", content: "0123456789" });
  expect(await read({ studyId: study.id, id }, { first: 3, last: 5 })).toMatchObject({ bytes: 10, content: "345" });
  expect(await read({ studyId: study.id, id }, { first: 9, last: 9 })).toMatchObject({ content: "9" });
  for (const [first, last] of [
    [10, 10],
    [5, 4],
    [-1, 3],
    [0.5, 3],
  ] as const)
    await expect(read({ studyId: study.id, id }, { first, last })).rejects.toThrow(RangeError);
  expect(await read({ studyId: other.id, id })).toBeNull();
  await db.study.delete({ where: { id: other.id } });
});

test("the same bytes lie once, and go when the last study that shows them does", async () => {
  const other = await makePublishedStudy();
  const content = randomBytes(100);
  const first = await addMedia(store, upload(content));
  const again = await addMedia(store, upload(content, study.id, "copy.png"));
  const elsewhere = await addMedia(store, upload(content, other.id));
  expect(again).toEqual(first);
  expect(elsewhere).toMatchObject({ hash: first.hash });
  expect(elsewhere.id).not.toBe(first.id);
  expect(await listHashes()).toEqual([first.hash]);

  await deleteMedia(store, { studyId: study.id, id: first.id });
  expect(await listHashes()).toEqual([first.hash]);
  await deleteMedia(store, { studyId: other.id, id: elsewhere.id });
  expect(await listHashes()).toEqual([]);
  await db.study.delete({ where: { id: other.id } });
});

test("an upload that breaks off leaves nothing, and what a killed process left is taken away by the next", async () => {
  const breaking = Readable.from(
    (async function* () {
      yield Buffer.from("half");
      throw new Error("the line was cut");
    })(),
  );
  await expect(addMedia(store, { ...upload(Buffer.of()), content: breaking })).rejects.toThrow("the line was cut");
  expect(await db.media.count({ where: { studyId: study.id } })).toBe(0);
  const incoming = join(folder, "media", "incoming");
  expect(await readdir(incoming)).toEqual([]);

  await writeFile(join(incoming, "left.grata-99999999.part"), "half");
  await addMedia(store, upload(Buffer.from("whole")));
  expect(await readdir(incoming)).toEqual([]);
});

test("a study that is not there keeps no file", async () => {
  await expect(addMedia(store, upload(Buffer.from("x"), "00000000-0000-4000-8000-000000000000"))).rejects.toThrow();
  expect(await eraseUnusedMedia(store)).toBe(1);
  expect(await listHashes()).toEqual([]);
});

test("files are their owner's alone, and only a hash names one", async () => {
  const { hash } = await addMedia(store, upload(Buffer.from("x")));
  expect((await stat(join(folder, "media", hash.slice(0, 2), hash))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "media"))).mode & 0o777).toBe(0o700);
  await expect(store.open("../secrets.json")).rejects.toThrow(TypeError);
  expect(await store.open("0".repeat(64))).toBeNull();
});

test("what is added while unused files are taken away stays", async () => {
  const content = randomBytes(50);
  for (let round = 0; round < 20; round++) {
    const { id } = await addMedia(store, upload(content));
    const [, added] = await Promise.all([
      deleteMedia(store, { studyId: study.id, id }),
      addMedia(store, upload(content)),
      eraseUnusedMedia(store),
    ]);
    const isThere = await db.media.count({ where: { studyId: study.id } });
    expect(await listHashes()).toEqual(isThere > 0 ? [added.hash] : []);
  }
});

test("a deleted study takes its files with it", async () => {
  const { access } = await makeMember(study, "OWNER");
  const { hash } = await addMedia(mediaStore, upload(randomBytes(40)));
  const isThere = async () => {
    const opened = await mediaStore.open(hash);
    opened?.content.destroy();
    return opened !== null;
  };
  expect(await isThere()).toBe(true);
  await deleteStudy(access);
  await expect.poll(isThere).toBe(false);
});
