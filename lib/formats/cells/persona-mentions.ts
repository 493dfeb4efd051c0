import { contentId } from "@/lib/formats/cells/content-id";
import { plainText } from "@/lib/formats/cells/take-text";
import type { PersonaRecord } from "@/lib/formats/contract/records";
import { isJsonObject } from "@/lib/text/rows/parse-json";

const longestName = 80;
const baselines = new Set(["none", "no persona", "baseline", "default", "control", "helpful assistant", "assistant"]);

/** Whether a persona or a level of a factor is what the others are compared with, going by its name. */
export const isBaselineName = (name: string) => baselines.has(name.trim().toLowerCase());

/** A persona as a row of outputs names it: by name, by its whole text, or as an object with both. */
export type PersonaMention = { externalId: string; name: string; text: string };

export function readMention(cell: unknown, textCell: unknown): PersonaMention | null {
  const own = isJsonObject(cell) ? cell : { name: cell };
  const name = plainText(own.name ?? own.Name ?? own.id);
  const text = plainText(own.text ?? own.description ?? textCell);
  if (name === "") return null;
  if (name.length <= longestName && !name.includes("\n")) return { externalId: name, name, text };
  // A description stands where a name was expected: it is the text, and its beginning the name.
  const short = `${name.replace(/\s+/g, " ").slice(0, longestName - 1)}…`;
  return { externalId: contentId("persona", [name]), name: short, text: text || name };
}

export const mentionedPersona = ({ externalId, name, text }: PersonaMention): PersonaRecord => ({
  kind: "persona",
  externalId,
  name,
  text,
  personaKind: isBaselineName(name) ? "BASELINE" : "CHARACTER",
  sections: {},
  covariates: {},
  statements: [],
  tags: [],
  // With a text it says more than a name, and must not contradict what is known.
  ...(text === "" && { isImplied: true }),
});
