/** "physician · bold" out of a condition's signature, the canonical JSON of { factor: level }. */
export function conditionName(signature: string): string {
  const levels: unknown = JSON.parse(signature);
  return levels && typeof levels === "object" ? Object.values(levels).join(" · ") : "";
}

/** The same as pairs, for a definition list. */
export function conditionLevels(signature: string): [factor: string, level: string][] {
  const levels: unknown = JSON.parse(signature);
  return levels && typeof levels === "object"
    ? Object.entries(levels).map(([factor, level]) => [factor, String(level)])
    : [];
}

/**
 * What tells conditions that stand side by side apart: their levels without those that all of them have. Null for one
 * that has nothing of its own.
 */
export function conditionDifferences(signatures: readonly string[]): (string | null)[] {
  const all = signatures.map((signature) => new Map(conditionLevels(signature)));
  return all.map((levels) => {
    const own = [...levels].filter(([factor, level]) => all.some((other) => other.get(factor) !== level));
    return own.length > 0 ? own.map(([, level]) => level).join(" · ") : null;
  });
}
