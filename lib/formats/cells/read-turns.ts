import { takeText } from "@/lib/formats/cells/take-text";
import { fail, ok, type Result } from "@/lib/result";
import { isJsonObject, type JsonObject, tryParseJson } from "@/lib/text/rows/parse-json";
import { parsePython } from "@/lib/text/rows/parse-python";
import type { Turn } from "@/lib/text/split-dialogue";

const speakerNames = ["speaker", "role", "from", "name"];
const textNames = ["text", "content", "value", "message"];

const firstMember = (row: JsonObject, names: readonly string[]) => names.find((name) => Object.hasOwn(row, name));

/** A message that only calls tools says so: `search({})`. */
function nameCalls(entry: JsonObject): string | null {
  if (!Array.isArray(entry.tool_calls) || entry.tool_calls.length === 0) return null;
  const calls = entry.tool_calls.map((call: unknown) => {
    const called = isJsonObject(call) && isJsonObject(call.function) ? call.function : {};
    return typeof called.name === "string" ? `${called.name}(${String(called.arguments ?? "")})` : null;
  });
  return calls.every((call) => call !== null) ? calls.join("\n") : null;
}

function readTurn(entry: unknown): Result<Turn, string> {
  if (!isJsonObject(entry)) return fail("is no object with a speaker and a text");
  const speaker = speakerNames.map((name) => entry[name]).find((value) => typeof value === "string");
  if (typeof speaker !== "string") return fail(`names no speaker (as ${speakerNames.join(", ")})`);
  const member = firstMember(entry, textNames);
  if (member === undefined) return fail(`has no text (as ${textNames.join(", ")})`);
  const content = entry[member] ?? entry.refusal ?? nameCalls(entry);
  if (content === null || content === undefined) return fail(`has no text: its "${member}" is null`);
  const text = takeText(content);
  return text.ok ? ok({ speaker, text: text.value }) : fail(`has no text: ${text.reason}`);
}

/** A list as it is, or as JSON or Python write it into a cell; null where it is none. */
function readList(value: unknown): unknown[] | null {
  if (typeof value !== "string") return Array.isArray(value) ? value : null;
  if (!value.trimStart().startsWith("[")) return null;
  const read = tryParseJson(value).value ?? parsePython(value);
  return Array.isArray(read) ? read : null;
}

/**
 * A list of { speaker | role | from | name, text | content | value | message }, or of such pairs as text. Text parts are
 * joined as they stand; a message that only calls tools names them. Null where the cell holds no list; fails with the first
 * turn that cannot be read.
 */
export function readTurns(value: unknown): Result<Turn[] | null, string> {
  const list = readList(value);
  if (!list || list.length === 0) return ok(null);
  const turns: Turn[] = [];
  for (const [place, entry] of list.entries()) {
    const turn = readTurn(entry);
    if (!turn.ok) return fail(`Turn ${place + 1} ${turn.reason}`);
    turns.push(turn.value);
  }
  return ok(turns);
}
