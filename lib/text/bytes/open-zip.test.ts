import { type FileHandle, mkdir, mkdtemp, open as openFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { openDirectory } from "@/lib/text/bytes/open-directory";
import { openZip } from "@/lib/text/bytes/open-zip";
import { readLimits } from "@/lib/text/bytes/read-limits";

let folder: string;
let handle: FileHandle | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-zip-test-"));
});
afterEach(async () => {
  await handle?.close();
  handle = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function makeZip(files: Readonly<Record<string, string | Buffer>>) {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

async function open(bytes: Buffer, limits = readLimits) {
  const path = join(folder, "archive.zip");
  await writeFile(path, bytes);
  handle = await openFile(path);
  return openZip(handle.fd, "archive.zip", limits);
}

async function text(bytes: AsyncIterable<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

test("lists files, not directories or litter, and reads them", async () => {
  const zip = await open(
    await makeZip({ "top/a.jsonl": "aé", "__MACOSX/top/._a": "x", "top/.DS_Store": "x", "b.txt": "b" }),
  );
  expect(zip.files.map(({ path }) => path)).toEqual(["top/a.jsonl", "b.txt"]);
  expect(await Promise.all(zip.files.map((file) => text(file.open())))).toEqual(["aé", "b"]);
});

test.each(["../../evil", "/etc/evil", "a\\..\\evil"])("refuses a path that leads out: %s", async (path) => {
  // The writer refuses such names, so an innocent one of the same length is replaced in the bytes.
  const innocent = "x".repeat(path.length);
  const bytes = await makeZip({ [innocent]: "evil" });
  const forged = Buffer.from(bytes.toString("latin1").replaceAll(innocent, path), "latin1");
  await expect(open(forged)).rejects.toThrow("cannot be read");
});

test("refuses what unpacks to far more than a text would", async () => {
  await expect(open(await makeZip({ "bomb.jsonl": Buffer.alloc(8_000_000) }))).rejects.toThrow(
    "far more than a text would",
  );
});

test("refuses more bytes and more entries than the limits, all files together", async () => {
  const bytes = await makeZip({ a: "x".repeat(600), b: "y".repeat(600) });
  await expect(open(bytes, { ...readLimits, unpackedBytes: 1000 })).rejects.toThrow("unpacks to more");
  await expect(open(bytes, { ...readLimits, archiveEntries: 1 })).rejects.toThrow("2 entries");
});

test("an entry that is larger than it says is an error, not read on", async () => {
  const bytes = await makeZip({ "a.jsonl": "x".repeat(5000) });
  // The size that the central directory declares for the only entry: 24 bytes behind its signature.
  const at = bytes.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
  bytes.writeUInt32LE(100, at + 24);
  const zip = await open(bytes);
  const [file] = zip.files;
  await expect(file ? text(file.open()) : "").rejects.toMatchObject({ name: "UnreadableSource", file: "a.jsonl" });
});

test("what is no archive is unreadable", async () => {
  await expect(open(Buffer.from("PK\u0003\u0004 but no more"))).rejects.toMatchObject({ name: "UnreadableSource" });
});

test("a directory is read with paths of its own, without following links", async () => {
  await mkdir(join(folder, "data/general"), { recursive: true });
  await writeFile(join(folder, "data/general/easy.jsonl"), "x");
  await symlink("/etc/hostname", join(folder, "link.jsonl"));
  const opened = await openDirectory(folder);
  expect(opened.files.map(({ path }) => path)).toEqual(["data/general/easy.jsonl"]);
});
