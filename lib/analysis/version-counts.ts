import { type HeadlineFacts, type HeadlineRule, reasonLeftOut } from "@/lib/counting/headline";

/** A version and how many judgments given under it count in its own headline figures. */
export type VersionCount = {
  number: number;
  /** Whether any judgment was given under it, counting or not. */
  isUsed: boolean;
  /** People's judgments; in a study that only judges have labeled, theirs. */
  labels: number;
};

/** Judgments of one kind under one version. */
export type VersionRow = HeadlineFacts["rater"] &
  Pick<HeadlineFacts, "purpose" | "occurrence" | "isLatest"> & { number: number; count: number };

/** All judgments of a study by whatever the rule of what counts looks at, from kept counts: no label is looked at. Takes the study's id. */
export const versionRowsSql = `
  SELECT v.number, c.purpose, c.occurrence, part."isLatest", r.kind, r.origin, r.status, r."sawConditions", sum(part.count)::int AS count
  FROM "JudgmentCount" c JOIN "ProtocolVersion" v ON v."studyId" = c."studyId" AND v.id = c."versionId"
    JOIN "Rater" r ON r."studyId" = c."studyId" AND r.id = c."raterId"
    CROSS JOIN LATERAL (VALUES (true, c.given - c.replaced), (false, c.replaced)) AS part ("isLatest", count)
  WHERE c."studyId" = $1 AND part.count > 0 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;

/** How many judgments count under each version, in the order of `numbers`. */
export function countByVersion(
  numbers: readonly number[],
  rows: readonly VersionRow[],
  rule: Omit<HeadlineRule, "version">,
): VersionCount[] {
  const [people, judges] = [new Map<number, number>(), new Map<number, number>()];
  const used = new Set(rows.map(({ number }) => number));
  for (const { number, count, purpose, occurrence, isLatest, ...rater } of rows) {
    const facts = { purpose, occurrence, isLatest, version: number, rater };
    if (reasonLeftOut(facts, { ...rule, version: number }) !== null) continue;
    const counts = rater.kind === "HUMAN" ? people : judges;
    counts.set(number, (counts.get(number) ?? 0) + count);
  }
  const counts = people.size > 0 ? people : judges;
  return numbers.map((number) => ({ number, isUsed: used.has(number), labels: counts.get(number) ?? 0 }));
}

/** The version that is shown unless another is asked for: the one with most labels that count, of equals the newest. */
export function usualVersion(versions: readonly VersionCount[]): number | null {
  const best = versions.reduce<VersionCount | null>((most, own) => {
    if (!own.isUsed) return most;
    if (most === null || own.labels > most.labels) return own;
    return own.labels === most.labels && own.number > most.number ? own : most;
  }, null);
  return best?.number ?? null;
}

/** The newest version with labels. */
export const newestUsedVersion = (versions: readonly VersionCount[]): number | null =>
  versions.reduce<number | null>(
    (newest, { number, isUsed }) => (isUsed && number > (newest ?? 0) ? number : newest),
    null,
  );
