import { namePattern } from "@/lib/naming/term-pattern";

type Turns = { speaker: string; text: string }[];
export type SpokenPart = { turns: Turns | null; label: string | null; personaName: string | null };

/** What chat formats call the two sides: no name of anybody, whatever a study's conditions are called. */
const chatRoles = new Set(["user", "assistant", "system", "human", "ai", "bot", "model", "tool", "speaker"]);

const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();

const listSpeakers = (parts: readonly SpokenPart[]) =>
  parts
    .flatMap(({ turns }) => turns?.map(({ speaker }) => speaker) ?? [])
    .filter((speaker) => !chatRoles.has(plain(speaker)));

/** What the speakers of an item are called that may be a name, in lower case. */
export const listNamedSpeakers = (parts: readonly SpokenPart[]): string[] => [
  ...new Set(listSpeakers(parts).map(plain)),
];

/** "Speaker 1", "Speaker 2" ... for those that a hidden name stands in, in the order in which they come; the others keep theirs. */
function nameSpeakers(speakers: readonly string[], names: readonly string[]): Map<string, string> {
  const patterns = names.map((name) => new RegExp(namePattern(name), "iu"));
  const masked = new Map<string, string>();
  for (const speaker of speakers)
    if (!masked.has(plain(speaker)) && patterns.some((pattern) => pattern.test(speaker.normalize("NFC"))))
      masked.set(plain(speaker), `Speaker ${masked.size + 1}`);
  return masked;
}

/** Parts whose speakers are not called by these names, nor by those of the candidates: the same one is the same number all through. */
export function maskTurns<P extends SpokenPart>(parts: readonly P[], hidden: readonly string[]): P[] {
  const candidates = parts.flatMap(({ label, personaName }) => [label, personaName].filter((name) => name !== null));
  const names = [...hidden, ...candidates].filter((name) => name.length <= 200);
  const masked = nameSpeakers(listSpeakers(parts), names);
  if (masked.size === 0) return [...parts];
  const rename = (turns: Turns) =>
    turns.map((turn) => ({ ...turn, speaker: masked.get(plain(turn.speaker)) ?? turn.speaker }));
  return parts.map((part) => (part.turns ? { ...part, turns: rename(part.turns) } : part));
}
