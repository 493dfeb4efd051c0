import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * Rooms of lib import each other in one direction, so that each can be read, tested and moved without those that use it.
 */

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test.") && !path.startsWith("generated/"));

/** Server actions are doors like pages and routes: they may come from anywhere, and no room comes back to them. */
const doors = files.filter((path) => read(path).startsWith('"use server"'));

/** What a file of lib imports from lib, as paths below it. */
const importsOf = (path: string) =>
  [...read(path).matchAll(/(?:from|import\()\s*"@\/lib\/([^"]+)"/g)].map(([, imported = ""]) => imported);

const roomOf = (path: string) => (path.includes("/") ? (path.split("/")[0] ?? "") : "");

const rooms = new Map<string, Set<string>>();
for (const path of files.filter((own) => !doors.includes(own)))
  for (const imported of importsOf(path)) {
    const [from, to] = [roomOf(path), roomOf(imported)];
    if (from === "" || to === "" || to === "generated" || from === to) continue;
    rooms.set(from, (rooms.get(from) ?? new Set()).add(to));
  }

const imports = (from: string, to: string) => rooms.get(from)?.has(to) ?? false;

/** Rooms in a ring, each importing the next, if there is one. */
function findRing(): string[] | null {
  const done = new Set<string>();
  const walk = (room: string, way: readonly string[]): string[] | null => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room];
    if (done.has(room)) return null;
    for (const next of rooms.get(room) ?? []) {
      const ring = walk(next, [...way, room]);
      if (ring) return ring;
    }
    done.add(room);
    return null;
  };
  for (const room of rooms.keys()) {
    const ring = walk(room, []);
    if (ring) return ring;
  }
  return null;
}

test("no two rooms import each other", () => {
  const names = [...rooms.keys()].sort();
  const pairs = names.flatMap((a) =>
    names.filter((b) => a < b && imports(a, b) && imports(b, a)).map((b) => `${a} ${b}`),
  );
  expect(pairs).toEqual([]);
});

test("no rooms import each other in a ring", () => {
  expect(findRing()?.join(" -> ") ?? null).toBeNull();
});

test("no room imports a server action", () => {
  const inside = files.filter((path) => !doors.includes(path)).flatMap((path) => importsOf(path));
  expect(inside.filter((imported) => doors.includes(`${imported}.ts`))).toEqual([]);
});

test("nobody but the statistics themselves imports their inner parts", () => {
  const users = files.filter((path) => !path.startsWith("stats/")).flatMap((path) => importsOf(path));
  expect(users.filter((imported) => /^stats\/(?:[a-z]+\/)?parts\//.test(imported))).toEqual([]);
});
