import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLiveUserId } from "@/lib/auth/ended-sessions";
import { readBackupHeader, restoreBackup } from "@/lib/backup/restore-backup";
import { listTables } from "@/lib/backup/tables";
import { writeBackup } from "@/lib/backup/write-backup";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { env } from "@/lib/env";
import { diskStore } from "@/lib/media/disk-store";
import { addMedia } from "@/lib/media/media";
import type { MediaStore } from "@/lib/media/media-store";
import { makeItem, makeJudgment, makePublishedStudy, makeRater, makeUser } from "@/prisma/factories";
import { makeScratchDatabase } from "@/prisma/test-database";

let folder: string;
/** Of the database that is copied, and of the one that the copy goes to. */
let media: MediaStore;
let restored: MediaStore;
let target: Awaited<ReturnType<typeof makeScratchDatabase>>;
let study: Awaited<ReturnType<typeof makePublishedStudy>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-backup-"));
  media = diskStore(join(folder, "from"));
  restored = diskStore(join(folder, "to"));
  target = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  await migrate(target.url, await readMigrations(join(import.meta.dirname, "../../prisma/migrations")));
  study = await makePublishedStudy({ name: 'Tab\there, \\., "quotes"\nand 健康 🩺' });
});

afterAll(async () => {
  await db.study.deleteMany({ where: { id: study.id } });
  await target.drop();
  await rm(folder, { recursive: true, force: true });
});

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<Row>(sql).finally(() => client.end())).rows;
}

/** Every row of every table as text, so that two databases can be held against each other. */
/** All rows, without the transactions that wrote them, which a restore numbers anew. */
async function readEverything(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const content: Record<string, string[]> = {};
  for (const { name } of await listTables(client)) {
    if (["_prisma_migrations", "OneTimeToken", "RateLimit", "EndedSession"].includes(name)) continue;
    const { rows } = await client.query(`SELECT (to_jsonb(t) - 'xid')::text AS row FROM "${name}" t ORDER BY 1`);
    content[name] = rows.map(({ row }) => row);
  }
  await client.end();
  return content;
}

/** Apart from what a restore changes on purpose, which is tested on its own. */
const withoutChanges = ({ Study, User, Invitation, ...rest }: Record<string, string[]>) => ({
  ...rest,
  counts: [Study?.length, User?.length, Invitation?.length],
});

async function addLabel(text = "A response") {
  const rater = await makeRater(study);
  const item = await makeItem(study, { parts: [{ text }], factors: { role: "nurse", style: "bold" } });
  return makeJudgment(rater, item, study.version, { verdict: "safe" });
}

test("what goes into a backup comes out of it, over rows that are already there", async () => {
  const path = join(folder, "whole.sql.gz");
  // Rows larger than any chunk, rows that look like the end of the rows, and every kind of escape.
  for (const text of ["\\.", "\\.\n\\.\n", "\t\\N\r\n", randomBytes(300_000).toString("hex"), ""]) await addLabel(text);
  await query(target.url, `INSERT INTO "Study" (id, name, seed, revision) VALUES (gen_random_uuid(), 'Old', 1, 41)`);

  const written = await writeBackup(env.DATABASE_URL, media, path);
  const { rows, files } = await restoreBackup(target.url, restored, path);

  expect({ rows, files, missing: [] }).toEqual(written);
  expect(withoutChanges(await readEverything(target.url))).toEqual(
    withoutChanges(await readEverything(env.DATABASE_URL)),
  );
  expect(await query(target.url, `SELECT count(*)::int AS n FROM "Study" WHERE name = 'Old'`)).toEqual([{ n: 0 }]);
  const [{ lowest } = { lowest: 0 }] = await query<{ lowest: number }>(
    target.url,
    'SELECT min(revision) AS lowest FROM "Study"',
  );
  expect(lowest).toBeGreaterThan(41);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("the references between tables are back and are checked", async () => {
  const references = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated ORDER BY 1";
  expect(await query(target.url, references)).toEqual(await query(env.DATABASE_URL, references));
});

test("a backup made while raters label is of one moment", async () => {
  let labeling = true;
  const labels = (async () => {
    let stored = 0;
    while (labeling) stored += (await addLabel()) ? 1 : 0;
    return stored;
  })();
  const path = join(folder, "busy.sql.gz");
  for (let round = 0; round < 5; round++) await writeBackup(env.DATABASE_URL, media, path);
  labeling = false;
  expect(await labels).toBeGreaterThan(0);
  // References are checked on the way in: an answer without its judgment would be refused.
  await restoreBackup(target.url, restored, path);
  const whole = `SELECT count(*)::int AS n FROM "Judgment" j
    WHERE "studyId" = '${study.id}' AND NOT EXISTS (SELECT 1 FROM "Answer" a WHERE a."studyId" = j."studyId" AND a."judgmentId" = j.id)`;
  expect(await query(target.url, whole)).toEqual([{ n: 0 }]);
});

test("a restore while raters label waits for them and loses nothing it restores", async () => {
  const path = join(folder, "live.sql.gz");
  await makeUser();
  await writeBackup(env.DATABASE_URL, media, path);
  const before = await readEverything(env.DATABASE_URL);
  let labeling = true;
  const labels = (async () => {
    while (labeling) await addLabel().catch(() => undefined);
  })();
  await restoreBackup(env.DATABASE_URL, media, path);
  labeling = false;
  await labels;
  const after = await readEverything(env.DATABASE_URL);
  for (const table of ["Judgment", "Answer", "Item"]) {
    const rows = new Set(after[table]?.map((row) => JSON.stringify(row)));
    expect(before[table]?.filter((row) => !rows.has(JSON.stringify(row)))).toEqual([]);
  }
});

const addFile = (content: Buffer, name = "face.png") =>
  addMedia(media, { studyId: study.id, name, contentType: "image/png", content: Readable.from([content]) });

const readFrom = async (store: MediaStore, hash: string) => {
  const opened = await store.open(hash);
  return opened && Buffer.concat(await opened.content.toArray());
};

test("images, sounds and films go with it, each once, whatever their bytes", async () => {
  const path = join(folder, "media.sql.gz");
  const texts = ["", "\n-- end {}\n--.\n\\.\n", "--+"].map((text) => Buffer.from(text));
  const contents = [randomBytes(3_000_000), ...texts];
  const added = await Promise.all(contents.map((content) => addFile(content)));
  const other = await makePublishedStudy();
  const same = { studyId: other.id, name: "again.png", contentType: "image/png" };
  await addMedia(media, { ...same, content: Readable.from(contents.slice(0, 1)) });

  expect(await writeBackup(env.DATABASE_URL, media, path)).toMatchObject({ files: 4, missing: [] });
  expect(await restoreBackup(target.url, restored, path)).toMatchObject({ files: 4 });

  for (const [index, { hash }] of added.entries())
    expect((await readFrom(restored, hash))?.equals(contents[index] ?? Buffer.of())).toBe(true);
  await db.study.delete({ where: { id: other.id } });
});

test("a file that somebody took out of the data folder is named, and the rest is copied", async () => {
  const path = join(folder, "missing.sql.gz");
  const { hash } = await addFile(randomBytes(10), "gone.png");
  await media.delete(hash);
  expect(await writeBackup(env.DATABASE_URL, media, path)).toMatchObject({ missing: ["gone.png"] });
  await restoreBackup(target.url, restored, path);
  await db.media.deleteMany({ where: { hash } });
});

test.each([
  [
    "holds another content",
    (text: string) => text.replace(/^--\+..../m, (line) => (line === "--+AAAA" ? "--+BBBB" : "--+AAAA")),
    /a file has another content/,
  ],
  ["lacks a file", (text: string) => text.replace(/-- media [\s\S]*?\n--\.\n/, ""), /files are missing/],
  ["is cut in a file", (text: string) => text.slice(0, text.indexOf("\n--+") + 9), /damaged/],
])("a backup that %s of the media store is refused and nothing changes", async (_, spoil, message) => {
  const [good, bad] = [join(folder, "good.sql.gz"), join(folder, "bad.sql.gz")];
  await addFile(randomBytes(1000));
  await writeBackup(env.DATABASE_URL, media, good);
  await writeFile(bad, gzipSync(spoil(gunzipSync(await readFile(good)).toString("utf8"))));
  const before = await readEverything(target.url);
  await expect(restoreBackup(target.url, restored, bad)).rejects.toThrow(message);
  expect(await readEverything(target.url)).toEqual(before);
});

test.each([
  ["has another schema", (text: string) => text.replace(/"checksum":"./, '"checksum":"-'), /another schema/],
  [
    "lacks rows",
    (text: string) => text.replace(/(-- table \{"name":"User".*\nCOPY.*\n).*\n/, "$1"),
    /rows are missing/,
  ],
  ["lacks its end", (text: string) => text.replace(/-- end .*\n/, ""), /rows are missing/],
  [
    "names a table that is none",
    (text: string) => text.replace('{"name":"User"', '{"name":"Usr"'),
    /"Usr" that this database lacks/,
  ],
  ["is something else", () => "hello\n", /no header/],
])("a backup that %s is refused and nothing changes", async (_, spoil, message) => {
  await makeUser();
  const path = join(folder, "good.sql.gz");
  const bad = join(folder, "bad.sql.gz");
  await writeBackup(env.DATABASE_URL, media, path);
  await writeFile(bad, gzipSync(spoil(gunzipSync(await readFile(path)).toString("utf8"))));
  const before = await readEverything(target.url);
  await expect(restoreBackup(target.url, restored, bad)).rejects.toThrow(message);
  expect(await readEverything(target.url)).toEqual(before);
});

test("a file that is cut short, not zipped or not there is named as such", async () => {
  const path = join(folder, "cut.sql.gz");
  await addLabel(randomBytes(200_000).toString("hex"));
  await writeBackup(env.DATABASE_URL, media, path);
  await truncate(path, (await stat(path)).size - 500);
  await expect(restoreBackup(target.url, restored, path)).rejects.toThrow(/cut short/);
  await writeFile(path, "plain text");
  await expect(restoreBackup(target.url, restored, path)).rejects.toThrow(/not a backup of Persona Grata/);
  await expect(readBackupHeader(join(folder, "none"))).rejects.toThrow(/cannot be read/);
});

test("one-time links do not come back", async () => {
  const path = join(folder, "links.sql.gz");
  const link = {
    hash: randomBytes(8).toString("hex"),
    purpose: "RESET",
    expiresAt: new Date(Date.now() + 60_000),
  } as const;
  await db.oneTimeToken.create({ data: link });
  await writeBackup(env.DATABASE_URL, media, path);
  await restoreBackup(env.DATABASE_URL, media, path);
  expect(await db.oneTimeToken.count({ where: { hash: link.hash } })).toBe(0);
});

test("what was ended after the backup stays ended: sessions, and invitations that were still open in it", async () => {
  const path = join(folder, "doors.sql.gz");
  const user = await makeUser();
  const session = { sub: user.id, signedAt: Date.now() };
  expect(await findLiveUserId(session)).toBe(user.id);
  const given = { studyId: study.id, role: "RATER", expiresAt: new Date(Date.now() + 3_600_000) } as const;
  const invite = (more: object) =>
    db.invitation.create({ data: { ...given, hash: randomBytes(8).toString("hex"), ...more }, select: { id: true } });
  const open = await invite({});
  await invite({ uses: 1, maxUses: 1 });
  await invite({ expiresAt: new Date(0) });
  const usable = { revokedAt: null, expiresAt: { gt: new Date() }, uses: { lt: db.invitation.fields.maxUses } };
  const openBefore = await db.invitation.count({ where: usable });
  await writeBackup(env.DATABASE_URL, media, path);

  const after = await restoreBackup(env.DATABASE_URL, media, path);

  expect(await findLiveUserId(session)).toBeNull();
  expect(await findLiveUserId({ sub: user.id, signedAt: Date.now() + 1 })).toBe(user.id);
  expect(await db.invitation.findUnique({ where: { id: open.id } })).toMatchObject({ revokedAt: expect.any(Date) });
  expect(after.revokedInvitations).toBe(openBefore);
  expect(await db.invitation.count({ where: usable })).toBe(0);
});
