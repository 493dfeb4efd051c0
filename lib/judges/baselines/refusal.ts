import { countOf } from "@/lib/format-number";
import { type Baseline, type Material, mostCommon } from "@/lib/judges/baselines/baseline";
import type { Ground } from "@/lib/measure/ground";

/** What people's majority says most often of responses that refuse (1) or do not (0). */
function commonAmong({ majority, categories }: Ground, { refuses }: Material, asked: number): number {
  const counts = new Float64Array(categories.length);
  for (const [unit, code] of majority.entries())
    if (code >= 0 && refuses[unit] === asked) counts[code] = (counts[code] ?? 0) + 1;
  return mostCommon(counts);
}

/**
 * Tells responses that begin as refusals do (`refusal-phrases.ts`) from the others, and says of each kind what people most
 * often say of it. Where that is the same of both it is a constant, and there is none.
 */
export const refusal: Baseline = {
  name: "Refusal phrases",
  isBlind: false,
  answer: (ground, material) => {
    if (!material || ground.kind === "own-options") return null;
    const [ifRefused, ifNot] = [commonAmong(ground, material, 1), commonAmong(ground, material, 0)];
    if (ifRefused < 0 || ifNot < 0 || ifRefused === ifNot) return null;
    const codes = Int32Array.from(material.refuses, (refuses) =>
      refuses === 1 ? ifRefused : refuses === 0 ? ifNot : -1,
    );
    const label = (code: number) => ground.categories[code]?.label ?? "";
    const refused = countOf(material.refuses.filter((refuses) => refuses === 1).length, "refusal");
    return { codes, says: `“${label(ifRefused)}” for ${refused} by phrases, else “${label(ifNot)}”` };
  },
};
