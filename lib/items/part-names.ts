import { conditionDifferences } from "@/lib/items/condition-name";

type Part = { key: string; label: string | null; output: { condition: { signature: string } | null } | null };

/**
 * What a researcher calls the parts of an item: candidates by their names, outputs by what their conditions do not share.
 * Parts that nothing tells apart keep their number.
 */
export function partNames(parts: readonly Part[]): ReadonlyMap<string, string> {
  const outputs = parts.filter(({ output }) => output !== null);
  const noun = outputs.length === parts.length && parts.length > 1 ? "Side" : "Option";
  const differences = conditionDifferences(outputs.map(({ output }) => output?.condition?.signature ?? "{}"));
  const isTold = new Set(differences).size === outputs.length && !differences.includes(null);
  return new Map(
    parts.map((part) => {
      const place = outputs.indexOf(part);
      const own = part.label || (isTold && place >= 0 ? differences[place] : null);
      return [part.key, own || `${noun} ${part.key}`];
    }),
  );
}
