import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const importsOf = (source: string) =>
  [...source.matchAll(/(?:from|import\()\s*"@\/([^"]+)"/g)].flatMap(([, path = ""]) =>
    [`${path}.ts`, `${path}.tsx`].filter((file) => existsSync(join(root, file))),
  );

/** The files that these are made of, themselves among them. */
export function reachedFrom(entries: readonly string[]): string[] {
  const reached = new Set(entries);
  for (const file of reached) for (const imported of importsOf(read(file))) reached.add(imported);
  return [...reached];
}

const text = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/;

/** Where the text that begins here ends, or what follows a sign that begins none. */
const skip = (source: string, at: number) =>
  at + (new RegExp(text.source, "y").exec(source.slice(at))?.[0].length ?? 1);

/** The first argument of a call, whose opening bracket is before `from`. */
function readArgument(source: string, from: number): string {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    const sign = source.charAt(at);
    if (depth === 0 && /[),]/.test(sign)) break;
    if (/[([{]/.test(sign)) depth += 1;
    if (/[)\]}]/.test(sign)) depth -= 1;
    at = /["']/.test(sign) ? skip(source, at) : at + 1;
  }
  return source.slice(from, at);
}

const unquote = (quoted: string): string =>
  quoted.startsWith('"')
    ? JSON.parse(quoted)
    : JSON.parse(`"${quoted.slice(1, -1).replaceAll('"', '\\"').replaceAll("\\'", "'")}"`);

const speaks =
  /@\/(?:lib\/languages\/say|components\/language\/speak|components\/questions\/kind|lib\/users\/read-language)"/;

/** Every sentence that a file says, as far as it stands in the call: `say("...")`, `say(isOne ? "..." : "...")`, `said("...")`. */
export function listSaid(file: string): string[] {
  const source = read(file);
  if (!speaks.test(source)) return [];
  return [...source.matchAll(/(?:\b(?:say|said|say\.parts)|\(await readSay\(\)\))\(/g)].flatMap((call) =>
    (readArgument(source, call.index + call[0].length).match(new RegExp(text.source, "g")) ?? []).map(unquote),
  );
}
