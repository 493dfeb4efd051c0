import type { AgreementBasis } from "@/lib/analysis/agreement/basis";
import { countImported, type LabelTable } from "@/lib/analysis/label-table";
import { studyRatings } from "@/lib/analysis/study-ratings";
import type { Tally } from "@/lib/analysis/tally";
import type { HeadlineRule, LeftOut } from "@/lib/counting/headline";
import { measureAgreement } from "@/lib/measure/agreement";
import type { ResampledUnits } from "@/lib/measure/design";
import type { Estimate } from "@/lib/measure/estimate";
import type { Measured } from "@/lib/measure/measured";
import { measureOptions, type OptionFigures } from "@/lib/measure/option-figures";
import { pick } from "@/lib/measure/pick";
import { hasSides } from "@/lib/questions/kinds";
import type { ScaleKind } from "@/lib/questions/scale";
import { countPairs, unitAgreement } from "@/lib/stats/agreement/unit-agreement";
import type { Defined } from "@/lib/stats/defined";

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

/** A category's share among an item's labels, averaged over items. */
export type CategoryShare = { label: string; labels: number; share: Estimate };

export type AgreementFigures = {
  question: { key: string; text: string; hasSides: boolean };
  scale: { kind: ScaleKind; labels: readonly string[] };
  rule: HeadlineRule;
  counts: AgreementCounts;
  tally: Tally;
  leftOut: LeftOut;
  over: ResampledUnits;
  coefficients: Measured[];
  prevalence: CategoryShare[];
  /** Option by option, where an answer is a set of them; empty elsewhere. */
  options: OptionFigures[];
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
    items: new Set(pick(unitItem, people.unit)).size,
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

/** How common each category is that could be chosen or was; none where every item has options of its own. */
function listShares(
  { selected, byVote }: AgreementBasis,
  kept: readonly number[],
  shares: readonly Defined<Estimate>[],
): CategoryShare[] {
  return kept.flatMap((code, place) => {
    const share = shares[place];
    if (!share?.defined) return [];
    const labels = byVote.codes.reduce((sum, own) => sum + (own === code ? 1 : 0), 0);
    return [{ label: selected.scale.labels[code] ?? "", labels, share: share.value }];
  });
}

/** Everything the agreement page says about one question in numbers. */
export function agreementFigures(table: LabelTable, basis: AgreementBasis): AgreementFigures {
  const { selected, byVote, design } = basis;
  const { question, scale, rule, tally, leftOut } = selected;
  const { ratings, kept } = studyRatings(table, basis);
  const { measured, shares } = measureAgreement(ratings, design);
  return {
    question: { key: question.key, text: question.text, hasSides: hasSides(question) },
    scale: { kind: scale.kind, labels: scale.labels },
    rule,
    tally,
    leftOut,
    over: design.over,
    counts: agreementCounts(table, basis, unitAgreement(byVote)),
    coefficients: measured,
    prevalence: listShares(basis, kept, shares),
    options: measureOptions(ratings, design),
  };
}
