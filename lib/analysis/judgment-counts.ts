import type { RaterFacts } from "@/lib/analysis/label-table";
import type { VersionRow } from "@/lib/analysis/version-counts";
import type { Purpose } from "@/lib/generated/prisma/enums";

/** Judgments that the rule of what counts does not tell apart. */
export type JudgmentKind = {
  rater: string;
  version: string;
  purpose: Purpose;
  occurrence: number;
  isLatest: boolean;
};

const keyOf = ({ rater, version, purpose, occurrence, isLatest }: JudgmentKind) =>
  `${rater} ${version} ${purpose} ${occurrence} ${isLatest}`;

/** How many judgments of each kind a study has, kept while they come in. */
export class JudgmentCounts {
  private readonly kinds: Map<string, JudgmentKind & { count: number }>;

  constructor(counted: readonly (JudgmentKind & { count: number })[] = []) {
    this.kinds = new Map(counted.map((kind) => [keyOf(kind), { ...kind }]));
  }

  /** All that was counted, to go on from elsewhere. */
  list = () => [...this.kinds.values()];

  add({ rater, version, purpose, occurrence, isLatest }: JudgmentKind, count: number): void {
    const kind = { rater, version, purpose, occurrence: Math.min(occurrence, 2), isLatest };
    const key = keyOf(kind);
    const known = this.kinds.get(key);
    if (known) known.count += count;
    else this.kinds.set(key, { ...kind, count });
  }

  /** A judgment that came in; `replaced` is the version of the revision that it takes the place of. */
  addNew(judgment: Omit<JudgmentKind, "isLatest">, replaced: string | null): void {
    this.add({ ...judgment, isLatest: true }, 1);
    if (replaced === null) return;
    this.add({ ...judgment, version: replaced, isLatest: true }, -1);
    this.add({ ...judgment, version: replaced, isLatest: false }, 1);
  }

  rows(raters: readonly RaterFacts[], versions: readonly { id: string; number: number }[]): VersionRow[] {
    const factsOf = new Map(raters.map((rater) => [rater.id, rater]));
    const numberOf = new Map(versions.map(({ id, number }) => [id, number]));
    return [...this.kinds.values()].flatMap(({ rater, version, ...kind }) => {
      const [facts, number] = [factsOf.get(rater), numberOf.get(version)];
      return facts && number !== undefined && kind.count > 0 ? [{ ...kind, number, ...facts }] : [];
    });
  }
}
