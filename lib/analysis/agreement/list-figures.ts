import type { AgreementDetail } from "@/lib/analysis/agreement/detail";
import { listCoefficients } from "@/lib/analysis/agreement/list-coefficients";
import type { PairsView } from "@/lib/analysis/agreement/pairs-view";
import type { FigureRow } from "@/lib/analysis/analysis";
import { countOf } from "@/lib/format-number";
import { defined } from "@/lib/stats/defined";

const listPairs = (pairs: PairsView): FigureRow[] =>
  pairs.kind === "matrix"
    ? pairs.cells.map(({ first, second, units, kappa }) => ({
        of: `${pairs.raters[first]} and ${pairs.raters[second]}`,
        figure: pairs.isWeighted ? "Cohen's kappa, quadratic weights" : "Cohen's kappa",
        on: countOf(units, "item"),
        estimate: kappa,
      }))
    : [];

/** Of a question that takes sets: how common each option is, and how far people see it alike. */
const listOptions = ({ options }: AgreementDetail): FigureRow[] =>
  options.flatMap(({ label, of, share, measured }) => [
    { of: label, figure: "share of an item's labels that hold it", on: countOf(of, "label"), estimate: share },
    ...measured.map(({ name, estimate }) => ({ of: label, figure: name, on: countOf(of, "label"), estimate })),
  ]);

/** Every number of the page: coefficients, people against the others, pairs, how common each answer is, and options one by one. */
export const listFigures = (detail: AgreementDetail): FigureRow[] => [
  ...listCoefficients(detail).map(({ label, on, estimate }) => ({ of: "people", figure: label, on, estimate })),
  ...(detail.people.defined ? detail.people.value : []).map(({ pseudonym, units, agreement }) => ({
    of: pseudonym,
    figure: "agreement with the majority of the others",
    on: countOf(units, "item"),
    estimate: defined(agreement),
  })),
  ...listPairs(detail.pairs),
  ...detail.prevalence.map(({ label, labels, share }) => ({
    of: label,
    figure: "share of an item's labels",
    on: countOf(labels, "label"),
    estimate: defined(share),
  })),
  ...listOptions(detail),
];
