import type { AssignedItem } from "@/lib/labeling/contract";
import { placeOfTarget, placeOfTurn } from "@/lib/questions/asked-of";
import { itemTarget, nameTarget } from "@/lib/questions/targets";

const excerpt = (text: string) => (text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text);

/** How what is meant begins: a turn, a statement. Nothing for a response, which stands there under its letter. */
function beginningOf(target: string, { texts, persona }: Pick<AssignedItem, "texts" | "persona">): string {
  const place = placeOfTarget(target);
  if (place === null) return "";
  if (place.kind === "statement") return excerpt(persona?.statements[place.number - 1] ?? "");
  const text = texts.find(({ partId }) => partId === place.part) ?? texts[0];
  const turn = text?.turns?.find((own, index) => placeOfTurn(own, index) === place.number);
  return excerpt(turn?.text ?? "");
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What a question is about, above it: "Response B", "Turn 4" and how it begins. Null where that is the item. */
export function describeTarget(
  target: string,
  item: Pick<AssignedItem, "texts" | "persona">,
): { name: string; beginning: string } | null {
  if (target === itemTarget) return null;
  const names = new Map(item.texts.map(({ partId, letter }) => [partId, letter ? `Response ${letter}` : "Response"]));
  return { name: capital(nameTarget(target, names)), beginning: beginningOf(target, item) };
}
