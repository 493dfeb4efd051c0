import type { Question } from "@/lib/protocol/schema";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** Keys that mean the same on every item, so no answer may take them. */
export const reservedKeys = ["g", "s", "v", "z"] as const;

/** Opens the box of a question that is answered by typing. */
export const writeChoice = "write";

/** Taken in this order when the wished key is gone: near the left hand first. */
const spare = "adfxhjklmnpuioyqwebtrc";

type Asked = { question: Question; choices: readonly Choice[] };
/** questionKey -> choice id -> key. A choice without a free key has none: it is pressed. */
export type Keys = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A question and the confidences about it share their keys: a digit corrects the answer while the confidence waits. */
export const groupOf = (question: Question) => kindOf(question).about(question) ?? question.key;

const wishesOf = ({ question, choices }: Asked) => [
  ...choices.map(({ id, wish }) => ({ questionKey: question.key, id, wish })),
  ...(kindOf(question).isWritten(question) ? [{ questionKey: question.key, id: writeChoice, wish: "n" }] : []),
];

/**
 * One key for everything that can be picked. Keys are unique within a group (a question with its confidences), and
 * only the group in hand shows and takes its keys, so no two visible keys are the same. Wishes are met first, in the
 * order asked; the rest take spare letters.
 */
export function assignKeys(asked: readonly Asked[]): Keys {
  const keys = new Map<string, Map<string, string>>(asked.map(({ question }) => [question.key, new Map()]));
  for (const group of new Set(asked.map(({ question }) => groupOf(question)))) {
    const wishes = asked.filter(({ question }) => groupOf(question) === group).flatMap(wishesOf);
    const taken = new Set<string>(reservedKeys);
    const give = (questionKey: string, id: string, key: string) => {
      taken.add(key);
      keys.get(questionKey)?.set(id, key);
    };
    const unmet = wishes.filter(({ questionKey, id, wish }) => {
      if (wish === null || taken.has(wish)) return true;
      give(questionKey, id, wish);
      return false;
    });
    for (const { questionKey, id } of unmet) {
      const free = [...spare].find((letter) => !taken.has(letter));
      if (free) give(questionKey, id, free);
    }
  }
  return keys;
}

type KeyPress = { key: string; code: string; shiftKey: boolean };

/**
 * The key a press means. Letters go by what is printed on the key; where the layout prints no Latin letter or digit
 * there (Cyrillic, the digit row of AZERTY) by its place.
 */
export function nameKey({ key, code, shiftKey }: KeyPress): string {
  if (key.length !== 1) return key;
  if (/^[a-z0-9?]$/i.test(key)) return key.toLowerCase();
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  if (!place || shiftKey) return key;
  return (place[1] ?? place[2] ?? key).toLowerCase();
}
