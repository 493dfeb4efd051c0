import { plainText, takeText } from "@/lib/formats/cells/take-text";
import { fail, ok, type Result } from "@/lib/result";
import { isJsonObject } from "@/lib/text/rows/parse-json";

/** A preferred and a rejected answer to one prompt, as files for preference training keep them. */
export type PreferredPair = { prompt: string | null; chosen: string; rejected: string };

type Said = { speaker: string; text: string };

/** Anthropic's way of writing a conversation into one text: a blank line, then who speaks. */
const spoken = /(?:^|\n\n)(Human|Assistant): /;

function splitSpoken(text: string): Said[] | null {
  if (!/^\s*Human: /.test(text) || !/\n\nAssistant:/.test(text)) return null;
  const [, ...pieces] = text.trimStart().split(spoken);
  return Array.from({ length: pieces.length / 2 }, (_, turn) => ({
    speaker: pieces[2 * turn] ?? "",
    text: pieces[2 * turn + 1] ?? "",
  }));
}

function readSide(value: unknown): Result<Said[] | string, string> {
  if (!Array.isArray(value) || value.length < 2 || !value.every((entry) => isJsonObject(entry) && "role" in entry)) {
    const text = takeText(value);
    return text.ok ? ok(splitSpoken(text.value) ?? text.value) : text;
  }
  const said: Said[] = [];
  for (const entry of value) {
    const text = takeText(entry);
    if (!text.ok) return text;
    said.push({ speaker: plainText(isJsonObject(entry) ? entry.role : ""), text: text.value });
  }
  return ok(said);
}

const write = (turns: readonly Said[]) =>
  turns.length === 1 ? (turns[0]?.text ?? "") : turns.map(({ speaker, text }) => `${speaker}: ${text}`).join("\n\n");

/**
 * The two answers of a row. Where each is a whole conversation, as a list of messages or written as `Human:` and `Assistant:`,
 * what both have in common is the prompt and the last message of each is the answer; conversations that part earlier are refused.
 */
export function readPreferredPair(chosenCell: unknown, rejectedCell: unknown): Result<PreferredPair, string> {
  const [chosen, rejected] = [readSide(chosenCell), readSide(rejectedCell)];
  if (!chosen.ok) return chosen;
  if (!rejected.ok) return rejected;
  if (typeof chosen.value === "string" || typeof rejected.value === "string") {
    if (typeof chosen.value === "string" && typeof rejected.value === "string")
      return ok({ prompt: null, chosen: chosen.value, rejected: rejected.value });
    return fail("one side is a conversation and the other a text: write both the same way");
  }
  const [before, other] = [chosen.value.slice(0, -1), rejected.value.slice(0, -1)];
  if (write(before) !== write(other))
    return fail("the two conversations differ before their last message: only their last answers can be compared");
  return ok({
    prompt: write(before),
    chosen: chosen.value.at(-1)?.text ?? "",
    rejected: rejected.value.at(-1)?.text ?? "",
  });
}

/** A text's place in an order that has nothing to do with which of two is the better. FNV-1a, 32 bits. */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Whether the preferred text stands first in the canonical order, which must not give it away. */
export const isPreferredFirst = (prompt: string, preferred: string, other: string) =>
  scatter(prompt + preferred) <= scatter(prompt + other);
