import type { Question } from "@/lib/protocol/schema";
import { typeOf } from "@/lib/questions/kinds";

export type Renamed = { from: string; to: string };

/**
 * Questions that go by another key than in the version before: of the same kind, with the same words or at the same place, where the
 * old key is asked no more and the new one was not.
 */
export function listRenamed(before: readonly Question[], now: readonly Question[]): Renamed[] {
  const [old, own] = [new Set(before.map(({ key }) => key)), new Set(now.map(({ key }) => key))];
  const isNew = ({ key }: Question) => !old.has(key);
  return before.flatMap((question, place) => {
    if (own.has(question.key)) return [];
    const alike = now.filter((other) => isNew(other) && typeOf(other) === typeOf(question));
    const same =
      alike.find(({ text }) => text === question.text) ?? alike.find((other) => now.indexOf(other) === place);
    return same ? [{ from: question.key, to: same.key }] : [];
  });
}
