import { labelKey } from "@/lib/text/label-spelling";
import { listNames } from "./list-names";

/** What people call a column that holds what was made of the raters' labels, or what they should have said. */
const resultNames = new Set(
  [
    ...["gold", "gold label", "truth", "ground truth", "correct", "expected", "reference", "majority", "majority vote"],
    ...["consensus", "adjudicated", "adjudication", "final", "final label", "agree", "agreement", "mode", "mean"],
  ].map(labelKey),
);

const isResult = (column: string) => resultNames.has(labelKey(column.replace(/[_-]+/g, " ")));

type Label = { rater: string; value: string | null };

/**
 * Columns of a table of raters that nobody would call one: what is called like a result taken from the others, and, where at least two of the others
 * share labels, what says something else in every row and nothing that another column says (names of units, texts, remarks, moments).
 */
export class StrangerColumns {
  readonly results: string[];
  readonly others: string[];

  constructor(labels: readonly Label[]) {
    const columns = new Map<string, string[]>();
    for (const { rater, value } of labels) {
      const own = columns.get(rater) ?? [];
      columns.set(rater, own);
      if (value !== null) own.push(labelKey(value));
    }
    const named = [...columns.keys()].filter(isResult);
    this.results = columns.size - named.length >= 2 ? named : [];
    const raters = [...columns].filter(([column]) => !this.results.includes(column));
    const users = new Map<string, number>();
    for (const [, own] of raters) for (const label of new Set(own)) users.set(label, (users.get(label) ?? 0) + 1);
    const isShared = (label: string) => (users.get(label) ?? 0) > 1;
    const share = raters.filter(([, own]) => own.some(isShared)).length;
    const isStranger = (own: readonly string[]) =>
      own.length > 1 && new Set(own).size === own.length && !own.some(isShared);
    this.others = share >= 2 ? raters.filter(([, own]) => isStranger(own)).map(([column]) => column) : [];
  }

  has = (column: string) => this.results.includes(column) || this.others.includes(column);

  notes(): string[] {
    const name = "To count it, name the raters with --rater.";
    return [
      ...(this.results.length > 0
        ? [`Called like a result of the others, so no rater: ${listNames(this.results)}. ${name}`]
        : []),
      ...(this.others.length > 0
        ? [
            `Something else in every row, and nothing that another column says, so no rater: ${listNames(this.others)}. ${name}`,
          ]
        : []),
    ];
  }
}
