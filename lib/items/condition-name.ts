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
