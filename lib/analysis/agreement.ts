import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import type { HeadlineRule, LeftOut } from "@/lib/analysis/headline";
import { countImported, type LabelTable } from "@/lib/analysis/label-table";
import { type MeanKappas, meanKappas } from "@/lib/analysis/mean-kappa";
import type { ResampledUnits } from "@/lib/analysis/resampled-units";
import type { Tally } from "@/lib/analysis/tally";
import { type VoteFigures, voteFigures } from "@/lib/analysis/vote-figures";
import { hasSides } from "@/lib/questions/kinds";
import type { ScaleKind } from "@/lib/questions/scale";
import { countPairs, unitAgreement } from "@/lib/stats/agreement/unit-agreement";

/** n in all its meanings. Units are pairs (item, target); `pairs` are unordered pairs of labels of one unit. */
export type AgreementCounts = {
  items: number;
  raters: number;
  /** Of the raters, places in a file's lists of votes rather than people. */
  anonymous: number;
  labels: number;
  /** Items and units with two labels or more. */
  pairableItems: number;
  pairableUnits: number;
  pairs: number;
  skips: number;
  /** Labels that came in a file: what those raters saw is not known. */
  imported: number;
  /** Labels of the whole study whose givers withdrew, erased since. */
  erased: number;
};

export type AgreementFigures = MeanKappas &
  VoteFigures & {
    question: { key: string; text: string; hasSides: boolean };
    scale: { kind: ScaleKind; labels: readonly string[] };
    rule: HeadlineRule;
    counts: AgreementCounts;
    tally: Tally;
    leftOut: LeftOut;
    over: ResampledUnits;
  };

function agreementCounts(
  table: LabelTable,
  { selected, byVote }: AgreementBasis,
  agreement: Float64Array,
): AgreementCounts {
  const { unitItem, people, skips } = selected;
  const raters = new Set(people.rater);
  const pairable = [...agreement.keys()].filter((unit) => !Number.isNaN(agreement[unit]));
  return {
    items: new Set(people.unit.map((unit) => unitItem[unit] as number)).size,
    raters: raters.size,
    anonymous: [...raters].filter((rater) => table.raters[rater]?.isAnonymous).length,
    labels: people.unit.length,
    pairableItems: new Set(pairable.map((unit) => unitItem[unit])).size,
    pairableUnits: pairable.length,
    pairs: countPairs(byVote),
    skips,
    imported: countImported(table, people),
    erased: table.study.erased,
  };
}

/** Everything the agreement page says about one question in numbers. */
export function agreementFigures(table: LabelTable, basis: AgreementBasis): AgreementFigures {
  const { selected, byVote, resampling } = basis;
  const { question, scale, rule, tally, leftOut } = selected;
  return {
    question: { key: question.key, text: question.text, hasSides: hasSides(question) },
    scale: { kind: scale.kind, labels: scale.labels },
    ...{ rule, tally, leftOut, over: resampling.over },
    counts: agreementCounts(table, basis, unitAgreement(byVote)),
    ...voteFigures(table, basis),
    ...meanKappas(table, basis),
  };
}
