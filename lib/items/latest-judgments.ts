type Revised = { raterId: string; purpose: string; occurrence: number; revision: number };

/** The latest revision of each vote; the earlier ones stay stored and are not shown. Order is kept. */
export function latestJudgments<T extends Revised>(judgments: readonly T[]): T[] {
  const latest = new Map<string, T>();
  for (const judgment of judgments) {
    const vote = [judgment.raterId, judgment.purpose, judgment.occurrence].join(" ");
    const known = latest.get(vote);
    if (!known || known.revision < judgment.revision) latest.set(vote, judgment);
  }
  return [...latest.values()];
}
