import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeDraft } from "@/lib/draft-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-draft-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a file appears when it is whole, in the place of the one before", async () => {
  const path = join(folder, "copy");
  await writeFile(path, "before");
  await writeDraft(path, async (draft) => {
    await writeFile(draft, "after");
    expect(await readFile(path, "utf8")).toBe("before");
  });
  expect(await readFile(path, "utf8")).toBe("after");
  expect(await readdir(folder)).toEqual(["copy"]);
});

test("what fails leaves nothing", async () => {
  const failing = async (draft: string) => {
    await writeFile(draft, "half");
    throw new Error("the line was cut");
  };
  await expect(writeDraft(join(folder, "copy"), failing)).rejects.toThrow("the line was cut");
  expect(await readdir(folder)).toEqual([]);
});

/** A process that stands in the midst of writing, until a signal ends it as the command line lets it end. */
async function startWriter() {
  const script = `
    import { writeFileSync } from "node:fs";
    import { writeDraft } from "@/lib/draft-file";
    process.on("SIGTERM", () => process.exit(130));
    setInterval(() => undefined, 1000);
    await writeDraft(process.argv[1], async (draft) => {
      writeFileSync(draft, "half");
      process.stdout.write("writing");
      await new Promise(() => undefined);
    });`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script, join(folder, "copy")];
  const writer = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(writer.stdout, "data");
  return async (signal: NodeJS.Signals) => {
    writer.kill(signal);
    await once(writer, "exit");
  };
}

test("a writer that is told to stop leaves nothing", async () => {
  const end = await startWriter();
  expect(await readdir(folder)).toHaveLength(1);
  await end("SIGTERM");
  expect(await readdir(folder)).toEqual([]);
});

test("what a killed writer left is taken away by the next, which says so; what is being written stays", async () => {
  const end = await startWriter();
  const writing = await readdir(folder);
  const told: string[] = [];
  const write = (draft: string) => writeFile(draft, "whole");
  await writeDraft(join(folder, "other"), write, (path) => told.push(path));
  expect(told).toEqual([]);
  await end("SIGKILL");
  await writeDraft(join(folder, "other"), write, (path) => told.push(path));
  expect(told).toEqual(writing.map((name) => join(folder, name)));
  expect(await readdir(folder)).toEqual(["other"]);
});

test("a folder that is missing is made, and one in the place of the file is refused in a sentence", async () => {
  const path = join(folder, "year", "month", "copy");
  await writeDraft(path, (draft) => writeFile(draft, "whole"));
  expect(await readFile(path, "utf8")).toBe("whole");
  const refused = writeDraft(join(folder, "year"), async () => undefined);
  await expect(refused).rejects.toThrow(/year is a folder: name a file in it\.$/);
});
