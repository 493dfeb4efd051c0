import { resolve } from "node:path";
import type { ClientBase } from "pg";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { diskStore } from "@/lib/media/disk-store";
import { awaitKeepers, keepUnused } from "@/lib/media/keep-unused";
import type { ByteRange, MediaStore, Opened } from "@/lib/media/media-store";

export const mediaStore: MediaStore = diskStore(resolve(env.GRATA_DATA_DIR));

type Upload = { studyId: string; name: string; contentType: string; content: AsyncIterable<Uint8Array> };
type Ref = { studyId: string; id: string };

const insert = `
  INSERT INTO "Media" ("studyId", id, hash, bytes, "contentType", name) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5)
  ON CONFLICT ("studyId", hash) DO UPDATE SET hash = EXCLUDED.hash RETURNING id`;

/** Keeps a file for a study. The same bytes once more are the same file, under the name and type they first came with. */
export async function addMedia(store: MediaStore, { studyId, name, contentType, content }: Upload) {
  const { hash, bytes, keep, drop } = await store.receive(content);
  try {
    return await pgTransaction(async (client) => {
      await keepUnused(client);
      await keep();
      const { rows } = await client.query<{ id: string }>(insert, [studyId, hash, bytes, contentType, name]);
      return { id: rows[0]?.id ?? "", hash, bytes };
    });
  } finally {
    await drop();
  }
}

/** Null: the study has no such file. Throws a `RangeError` for a range that is not within it. */
export async function openMedia(
  store: MediaStore,
  { studyId, id }: Ref,
  range?: ByteRange,
): Promise<(Opened & { contentType: string }) | null> {
  const { rows } = await pool.query<{ hash: string; contentType: string }>(
    `SELECT hash, "contentType" FROM "Media" WHERE "studyId" = $1 AND id = $2`,
    [studyId, id],
  );
  const [row] = rows;
  if (!row) return null;
  const opened = await store.open(row.hash, range);
  if (!opened) throw new Error(`The file of media ${id} is missing from the data folder.`);
  return { ...opened, contentType: row.contentType };
}

/** Takes a file out of a study, and its bytes away where no other shows them. */
export async function deleteMedia(store: MediaStore, { studyId, id }: Ref): Promise<void> {
  const { rows } = await pool.query<{ hash: string }>(
    `DELETE FROM "Media" WHERE "studyId" = $1 AND id = $2 RETURNING hash`,
    [studyId, id],
  );
  await eraseUnused(
    store,
    rows.map(({ hash }) => hash),
  );
}

const listUsed = (client: ClientBase, hashes: readonly string[]) =>
  client.query<{ hash: string }>(`SELECT DISTINCT hash FROM "Media" WHERE hash = ANY($1)`, [hashes]);

async function eraseUnused(store: MediaStore, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  return pgTransaction(async (client) => {
    await awaitKeepers(client);
    const used = new Set((await listUsed(client, hashes)).rows.map(({ hash }) => hash));
    const unused = hashes.filter((hash) => !used.has(hash));
    for (const hash of unused) await store.delete(hash);
    return unused.length;
  });
}

/** How many files are looked at while nobody can add one. */
const batch = 500;

/** Takes away the bytes that no study shows any more: after one was deleted, or replaced by a backup. Returns how many files. */
export async function eraseUnusedMedia(store: MediaStore): Promise<number> {
  let [erased, hashes] = [0, [] as string[]];
  for await (const hash of store.list()) {
    hashes.push(hash);
    if (hashes.length < batch) continue;
    erased += await eraseUnused(store, hashes);
    hashes = [];
  }
  return erased + (await eraseUnused(store, hashes));
}
