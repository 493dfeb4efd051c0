import { isJsonObject, tryParseJson } from "@/lib/exchange/parse-json";
import type { Turn } from "@/lib/exchange/records";

const firstText = (row: Record<string, unknown>, names: readonly string[]) =>
  names.map((name) => row[name]).find((value): value is string => typeof value === "string");

/** A list of { speaker | role | from | name, text | content | value | message }, or of such pairs as JSON text; null where it is none. */
export function readTurns(value: unknown): Turn[] | null {
  const list = typeof value === "string" ? tryParseJson(value).value : value;
  if (!Array.isArray(list)) return null;
  const turns = list.map((entry): Turn | null => {
    if (!isJsonObject(entry)) return null;
    const speaker = firstText(entry, ["speaker", "role", "from", "name"]);
    const text = firstText(entry, ["text", "content", "value", "message"]);
    return speaker === undefined || text === undefined ? null : { speaker, text };
  });
  return turns.length > 0 && turns.every((turn) => turn !== null) ? turns : null;
}
