import { namesModel } from "@/lib/naming/find-mentions";
import { namePattern } from "@/lib/naming/term-pattern";
import { isMaskedSpeaker, listSpeakers, renameSpeakers } from "@/lib/text/split-dialogue";

type Turns = { speaker: string; text: string }[];
export type SpokenPart = { id: string; turns: Turns | null; label: string | null; personaName: string | null };
export type SpokenContent<P extends SpokenPart = SpokenPart> = {
  prompt: string;
  promptTurns: Turns | null;
  parts: P[];
};

/** What chat formats call the two sides: no name of anybody, whatever a study's conditions are called. */
const chatRoles = new Set(["user", "assistant", "system", "human", "ai", "bot", "model", "tool", "speaker"]);

const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();

/** Whoever is named: in the prompt, then in the parts by their drawn ids, for their order in the file would tell which condition is which. */
function allSpeakers({ prompt, promptTurns, parts }: SpokenContent): string[] {
  const spoken = (turns: Turns | null) => turns?.map(({ speaker }) => speaker) ?? [];
  const drawn = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...spoken(promptTurns), ...listSpeakers(prompt), ...drawn.flatMap(({ turns }) => spoken(turns))];
}

const speakersOf = (content: SpokenContent) =>
  allSpeakers(content).filter((speaker) => !chatRoles.has(plain(speaker)) && !isMaskedSpeaker(speaker));

/** What the speakers of an item are called that may be a name, in lower case. */
export const listNamedSpeakers = (content: SpokenContent): string[] => [...new Set(speakersOf(content).map(plain))];

/** "Speaker 1", "Speaker 2" ... for those that a hidden name stands in or that a model is called, in the order in which they come; the others keep theirs. */
function nameSpeakers(content: SpokenContent, names: readonly string[]): Map<string, string> {
  const patterns = names.map((name) => new RegExp(namePattern(name), "iu"));
  const isChat = allSpeakers(content).some((speaker) => ["user", "human"].includes(plain(speaker)));
  const tells = (speaker: string) =>
    namesModel(speaker, isChat) || patterns.some((pattern) => pattern.test(speaker.normalize("NFC")));
  const masked = new Map<string, string>();
  for (const speaker of speakersOf(content))
    if (!masked.has(plain(speaker)) && tells(speaker)) masked.set(plain(speaker), `Speaker ${masked.size + 1}`);
  return masked;
}

/** The content with no speaker called by these names, nor by those of the candidates: the same one is the same number all through. */
export function maskTurns<P extends SpokenPart, Rest>(
  content: SpokenContent<P> & Rest,
  hidden: readonly string[],
): SpokenContent<P> & Rest {
  const { prompt, promptTurns, parts } = content;
  const candidates = parts.flatMap(({ label, personaName }) => [label, personaName].filter((name) => name !== null));
  const names = [...hidden, ...candidates].filter((name) => name.length <= 200);
  const masked = nameSpeakers(content, names);
  if (masked.size === 0) return content;
  const rename = (speaker: string) => masked.get(plain(speaker)) ?? speaker;
  const renameAll = (turns: Turns | null) => turns?.map((turn) => ({ ...turn, speaker: rename(turn.speaker) })) ?? null;
  return {
    ...content,
    prompt: renameSpeakers(prompt, rename),
    promptTurns: renameAll(promptTurns),
    parts: parts.map((part) => ({ ...part, turns: renameAll(part.turns) })),
  };
}
