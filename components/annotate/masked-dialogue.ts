import type { AssignedItem, Turn } from "@/lib/labeling/contract";

const block = /^\[([^\]\n]{1,120})\]\s*\n\[Begin\]\n([\s\S]*?)\n?\[End\]/gm;
const profileHeading = /^#+\s*Character Candidates\s*$/im;

export type MaskedDialogue = {
  turns: Turn[];
  /** Candidate -> profile, where the prompt lists them. */
  profiles: ReadonlyMap<string, string>;
};

/** "Character1: Expert" is Expert; a speaker without a name is the one to find. */
function nameSpeaker(tag: string): string {
  const [, name] = /^Character\s*\d+\s*(?::\s*(.*))?$/i.exec(tag) ?? [null, tag];
  return name?.trim() || "?";
}

/** "1. Name\nProfile", one after another, up to the next heading. */
function readProfiles(prompt: string): Map<string, string> {
  const start = profileHeading.exec(prompt);
  if (!start) return new Map();
  const [section = ""] = prompt.slice(start.index + start[0].length).split(/^#+ /m);
  const entries = section.split(/^\d{1,2}\.\s+/m).slice(1);
  return new Map(
    entries.map((entry) => {
      const [name = "", ...profile] = entry.trim().split("\n");
      return [name.trim(), profile.join("\n").trim()];
    }),
  );
}

/**
 * The dialogue in a role identification prompt: `[Character1: Expert]`, then the words between `[Begin]` and `[End]`.
 * Such prompts are written for a model, with instructions around the dialogue; a person reads the dialogue itself.
 * Null where a prompt is not of this form.
 */
export function readMaskedDialogue(prompt: string): MaskedDialogue | null {
  const turns = [...prompt.matchAll(block)].map(([, tag = "", text = ""]) => ({
    speaker: nameSpeaker(tag),
    text: text.trim(),
  }));
  return turns.length > 0 ? { turns, profiles: readProfiles(prompt) } : null;
}

/** Candidates without a profile get the one that the prompt lists under their name. One with nothing to fill in is the same item. */
export function fillProfiles<Item extends Pick<AssignedItem, "candidates" | "prompt">>(item: Item): Item {
  if (item.candidates.every(({ profile }) => profile !== null)) return item;
  const found = readMaskedDialogue(item.prompt)?.profiles;
  if (!found?.size) return item;
  const candidates = item.candidates.map((one) => ({ ...one, profile: one.profile ?? found.get(one.label) ?? null }));
  return candidates.some(({ profile }, place) => profile !== item.candidates[place]?.profile)
    ? { ...item, candidates }
    : item;
}
