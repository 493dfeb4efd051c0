import type { Question } from "@/lib/protocol/schema";
import { addressOf } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** Keys that mean the same on every item, so no answer may take them. */
export const reservedKeys = ["g", "h", "s", "v", "z"] as const;

/** Opens the box of a question that is answered by typing. */
export const writeChoice = "write";

/** Taken in this order when the wished key is gone: near the left hand first. */
const spare = "adfxjklmnpuioyqwebtrc";

type Asked = { question: Question; target?: string; choices: readonly Choice[] };
/** Address of a question at its target -> choice id -> key. A choice without a free key has none: it is pressed. */
export type Keys = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A question and the confidences about it share their keys: a digit corrects the answer while the confidence waits. */
export const groupOf = ({ question, target }: Pick<Asked, "question" | "target">) =>
  addressOf(kindOf(question).about(question) ?? question.key, target);

const wishesOf = ({ question, target, choices }: Asked) => {
  const address = addressOf(question.key, target);
  return [
    ...choices.map(({ id, wish }) => ({ address, id, wish })),
    ...(kindOf(question).isWritten(question) ? [{ address, id: writeChoice, wish: "n" }] : []),
  ];
};

/**
 * One key for everything that can be picked. Keys are unique within a group (a question with its confidences), and
 * only the group in hand shows and takes its keys, so no two visible keys are the same. Wishes are met first, in the
 * order asked; the rest take spare letters.
 */
export function assignKeys(asked: readonly Asked[]): Keys {
  const keys = new Map<string, Map<string, string>>(
    asked.map(({ question, target }) => [addressOf(question.key, target), new Map()]),
  );
  for (const group of new Set(asked.map(groupOf))) {
    const wishes = asked.filter((one) => groupOf(one) === group).flatMap(wishesOf);
    const taken = new Set<string>(reservedKeys);
    const give = (address: string, id: string, key: string) => {
      taken.add(key);
      keys.get(address)?.set(id, key);
    };
    const unmet = wishes.filter(({ address, id, wish }) => {
      if (wish === null || taken.has(wish)) return true;
      give(address, id, wish);
      return false;
    });
    for (const { address, id } of unmet) {
      const free = [...spare].find((letter) => !taken.has(letter));
      if (free) give(address, id, free);
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
