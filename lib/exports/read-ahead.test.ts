import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readAhead } from "@/lib/exports/read-ahead";

/** A source that says how far it was read and when it was let go. */
function makeSource(chunks: number, fails = false) {
  const seen = { taken: 0, isDone: false };
  async function* source() {
    try {
      for (; seen.taken < chunks; seen.taken++) yield Buffer.alloc(100_000, seen.taken);
      if (fails) throw new Error("the database is gone");
    } finally {
      seen.isDone = true;
    }
  }
  return { source: source(), seen };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-ahead-"));
  vi.stubEnv("TMPDIR", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("what comes out is what went in", async () => {
  const { source } = makeSource(30);
  const parts: Uint8Array[] = [];
  for await (const part of readAhead(source, () => undefined)) parts.push(part);
  const expected = Buffer.concat(Array.from({ length: 30 }, (_, value) => Buffer.alloc(100_000, value)));
  expect(Buffer.concat(parts).equals(expected)).toBe(true);
});

test("the source is done with while its taker stands still, and the file goes with the taker", async () => {
  const { source, seen } = makeSource(50);
  const onRead = vi.fn();
  const taken = readAhead(source, onRead);
  await taken.next();
  await vi.waitFor(() => expect(onRead).toHaveBeenCalled());
  expect(seen).toEqual({ taken: 50, isDone: true });
  expect(await readdir(folder)).toHaveLength(1);
  await taken.return(undefined);
  expect(await readdir(folder)).toEqual([]);
});

test("a taker who leaves ends the source", async () => {
  const { source, seen } = makeSource(1_000_000);
  const taken = readAhead(source, () => undefined);
  await taken.next();
  await taken.return(undefined);
  expect(seen.isDone).toBe(true);
});

test("what fails on the way fails for the taker, after what came before", async () => {
  const { source } = makeSource(2, true);
  let bytes = 0;
  const take = async () => {
    for await (const part of readAhead(source, () => undefined)) bytes += part.length;
  };
  await expect(take()).rejects.toThrow("the database is gone");
  expect(bytes).toBe(200_000);
});
