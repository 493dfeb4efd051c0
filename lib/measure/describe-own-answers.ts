import { countOf } from "@/lib/format-number";
import type { ClassFigures } from "@/lib/measure/class-figures";

const mostNamed = 6;

/**
 * Answers of a judge that no person ever gave, with their numbers: a word of its own, a remark read as a label, a tie
 * that nobody else called one. Each is a class like any other from there on. Empty where there is none, or nobody labeled.
 */
export function describeOwnAnswers(classes: readonly Pick<ClassFigures, "label" | "given">[], judge: string): string {
  const own = classes
    .filter(({ given }) => given.byPeople === 0 && given.byJudge > 0)
    .sort((a, b) => b.given.byJudge - a.given.byJudge);
  if (own.length === 0 || classes.every(({ given }) => given.byPeople === 0)) return "";
  const named = own.slice(0, mostNamed).map(({ label, given }) => `“${label}” (${countOf(given.byJudge, "time")})`);
  const more = own.length > mostNamed ? ` and ${countOf(own.length - mostNamed, "other")}` : "";
  return `Said by ${judge} and by no person: ${named.join(", ")}${more}.`;
}
