import { mkdir, mkdtemp, readdir, readFile, rm, writeFile as write } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepManifest } from "@/lib/exports/keep-manifest";
import { writeFile, writeFolder, writeToStream } from "@/lib/exports/write-to-disk";
import type { ExportFile } from "@/lib/formats/contract/export-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-disk-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function* chunksOf(...chunks: string[]) {
  yield* chunks;
}

async function* files(failure?: Error): AsyncGenerator<ExportFile> {
  yield { path: "data/labels.jsonl", chunks: chunksOf("{}\n", "{}\n") };
  yield { path: "labels.csv", chunks: chunksOf("a,b\n", "1,2\n") };
  if (failure) throw failure;
  yield { path: "manifest.json", chunks: chunksOf('{"inWords":"Nothing', ' was left out.","counts":{}}') };
}

const plain = { mayReplace: false };

test("a folder holds every file, and nothing half written", async () => {
  const out = join(folder, "new/dataset");
  await writeFolder(out, files(), plain);
  expect((await readdir(out)).sort()).toEqual(["data", "labels.csv", "manifest.json"]);
  expect(await readFile(join(out, "data/labels.jsonl"), "utf8")).toBe("{}\n{}\n");
});

test("one file of a format, with the manifest told to whoever keeps it", async () => {
  const out = join(folder, "labels.csv");
  const kept: string[] = [];
  await writeFile(
    out,
    keepManifest(files(), ({ inWords }) => kept.push(inWords)),
    "csv",
    plain,
  );
  expect(await readFile(out, "utf8")).toBe("a,b\n1,2\n");
  expect(kept).toEqual(["Nothing was left out."]);
});

test("nothing is replaced unasked", async () => {
  const out = join(folder, "labels.csv");
  await write(out, "mine");
  await expect(writeFile(out, files(), "csv", plain)).rejects.toThrow("is there already");
  await expect(writeFile(folder, files(), "csv", plain)).rejects.toThrow("is a folder");
  await expect(writeFolder(folder, files(), plain)).rejects.toThrow("is not empty");
  await expect(writeFolder(out, files(), plain)).rejects.toThrow("is a file");
  expect(await readFile(out, "utf8")).toBe("mine");
  await writeFile(out, files(), "csv", { mayReplace: true });
  expect(await readFile(out, "utf8")).toBe("a,b\n1,2\n");
});

test("a failure leaves no file behind that looks whole", async () => {
  const out = join(folder, "labels.zip");
  await expect(writeFile(out, files(new Error("connection lost")), "zip", plain)).rejects.toThrow("connection lost");
  expect(await readdir(folder)).toEqual([]);
});

test("an empty folder may be there", async () => {
  const out = join(folder, "empty");
  await mkdir(out);
  await writeFolder(out, files(), plain);
  expect(await readdir(out)).toHaveLength(3);
});

test("standard output stays open, and a reader that has enough is no failure", async () => {
  const stream = new PassThrough();
  await writeToStream(stream, files(), "csv");
  stream.end();
  expect(await text(stream)).toBe("a,b\n1,2\n");
  const gone = new PassThrough();
  gone.write = () => {
    gone.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    return false;
  };
  await writeToStream(gone, files(), "csv");
});
