import { afterEach, expect, test, vi } from "vitest";
import { run } from "./run-command";
import { makeSteps } from "./steps.mjs";

/** What a command line prints and ends with, in this process. What it says to a running app is in grata.db.test.ts. */
async function grata(...args: string[]) {
  const said = { out: "", err: "" };
  const listen = (stream: NodeJS.WriteStream, name: keyof typeof said) =>
    vi.spyOn(stream, "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  listen(process.stdout, "out");
  listen(process.stderr, "err");
  try {
    const code = await run(
      ["node", "grata", ...args],
      makeSteps((text) => {
        said.err += text;
      }),
    );
    return { code, ...said };
  } finally {
    vi.restoreAllMocks();
  }
}

afterEach(() => {
  process.exitCode = undefined;
});

test.each([
  ["an unknown command", ["frobnicate"], /unknown command/],
  ["a missing argument", ["backup"], /missing required argument/],
  ["a missing option", ["user", "create", "a@example.org"], /--name/],
  [
    "an option of a study given with a file",
    ["agreement", "a.csv", "--group", "g", "--no-repeats"],
    /^--group, --no-repeats: of a study only/,
  ],
  ["an option of a file given with a study", ["agreement", "--study", "S", "--by", "tier"], /^--by: of a file only/],
  ["neither a file nor a study", ["agreement"], /^Name a file of labels, or a study with --study, and not both/],
  ["a column in two parts", ["compare", "a.csv", "--human", "a,j", "--judge", " j "], /both --human and --judge/],
])("%s is a wrong call", async (_, args, message) => {
  expect(await grata(...args)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
});

test("every command explains itself", async () => {
  const commands = ["user", "study", "import", "export", "agreement", "judges", "compare", "backup", "restore"];
  for (const command of commands)
    expect(await grata(command, "--help")).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining("Usage: grata"),
    });
});
