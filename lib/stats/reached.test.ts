import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/*
 * A statistic that no page, command or export reaches serves nobody, and nobody would see it break. The checks against
 * reference values (cli/stats-check), benches and tests import all of them, so that they are left out of account here.
 */

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

const list = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file));

const files = ["app", "components", "lib", "cli"]
  .flatMap(list)
  .filter((file) => !/^(?:cli\/stats-check|lib\/generated)/.test(file));

/** Where people come in: whatever is no statistic and no engine above them counts as used. */
const isDoor = (file: string) => !/^lib\/(?:stats|measure)\//.test(file);

type Import = { from: string; names: string[] };

/** What a file imports from files of the project, types left out. */
function importsOf(file: string): Import[] {
  const statements = read(file).matchAll(/(?:import|export)\s+(type\s+)?\{([^}]*)\}\s+from\s+"([^"]+)"/g);
  return [...statements].flatMap(([, type, names = "", path = ""]) => {
    const from = path.startsWith("@/") ? path.slice(2) : path.startsWith(".") ? join(dirname(file), path) : null;
    if (type || from === null) return [];
    const kept = names.split(",").map((name) => name.trim().split(/\s+as\s+/)[0] ?? "");
    return [{ from: `${normalize(from)}.ts`, names: kept.filter((name) => name && !name.startsWith("type ")) }];
  });
}

/** The values that a file hands out. */
const exportsOf = (file: string) =>
  [...read(file).matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(([, name = ""]) => name);

/** The exports of lib/stats that are reached from a door, as "file name". */
function reachedExports(): Set<string> {
  const reached = new Set<string>();
  const seen = new Set(files.filter(isDoor));
  for (const file of seen) {
    for (const { from, names } of importsOf(file)) {
      for (const name of names) reached.add(`${from} ${name}`);
      if (existsSync(join(root, from))) seen.add(from);
    }
  }
  return reached;
}

/** Used by another export of its own file, which is reached. */
const isUsedAtHome = (file: string, name: string) =>
  (read(file).match(new RegExp(`^(?!\\s*\\*).*\\b${name}\\b`, "gm")) ?? []).length > 1;

const reached = reachedExports();

/** What one statistic takes from another is no statistic of its own to wait for: the other one is listed. */
const borrowed = new Set(
  list("lib/stats").flatMap((file) =>
    importsOf(file).flatMap(({ from, names }) => names.map((own) => `${from} ${own}`)),
  ),
);
const unreached = list("lib/stats")
  .filter((file) => !/\/parts\//.test(file))
  .flatMap((file) => {
    const names = exportsOf(file);
    const isFileReached = names.some((name) => reached.has(`${file} ${name}`));
    return names
      .filter(
        (name) =>
          !reached.has(`${file} ${name}`) &&
          !borrowed.has(`${file} ${name}`) &&
          !(isFileReached && isUsedAtHome(file, name)),
      )
      .map((name) => `${file.slice("lib/stats/".length, -".ts".length)} ${name}`);
  });

/** What waits for a page or a command. The list may only shrink: a new statistic comes with its way to people. */
const waiting = readFileSync(join(import.meta.dirname, "reached.waiting.txt"), "utf8")
  .trim()
  .split("\n");

test("every statistic is reached from a page, a command or an export, but for those that are listed as waiting", () => {
  expect(unreached.filter((name) => !waiting.includes(name))).toEqual([]);
});

test("what is reached, or gone, is struck from the list of those that wait", () => {
  expect(waiting.filter((name) => !unreached.includes(name))).toEqual([]);
});

test("the way is followed by names and not by files", () => {
  expect(reached.has("lib/stats/agreement/krippendorff-alpha.ts krippendorffAlpha")).toBe(true);
  expect(reached.size).toBeGreaterThan(100);
});
