import { countOf } from "@/lib/format-number";
import { estimate } from "@/lib/measure/estimate";
import type { NamedRatings } from "@/lib/measure/ratings";
import { type TableRules, tableRatings } from "@/lib/measure/table";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { countBasis } from "@/lib/stats/agreement/basis";
import { codeOption, codeSelections, masiWeights, type Selection } from "@/lib/stats/agreement/multi-select";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { undefinedBecause } from "@/lib/stats/defined";
import type { LabelSets } from "./fold-file";
import { measureTable } from "./measure-agreement";
import type { Measured } from "./measured";

type Drawing = Pick<TableRules, "seed" | "clusters">;

/** Agreement on sets of labels: by MASI distance, and on each option alone, which was ticked or not. */
export type SetFigures = {
  masi: Measured;
  options: { option: string; chosen: number; of: number; measured: Measured[] }[];
};

/** More options are no table that anybody reads. */
const mostOptions = 40;
/** Distances are a table of sets by sets. */
const mostSets = 500;
const ofOption = new Set(["percent-agreement", "krippendorff-alpha", "cohen-kappa", "pooled-kappa", "gwet-ac"]);

/** What every rater ticked, unit by unit. */
function listSelections({ units, raters, codes, categories }: CodedRatings, { optionsOf }: LabelSets): Selection[][] {
  return Array.from({ length: units }, (_, unit) =>
    Array.from({ length: raters }, (_, rater) => {
      const category = categories[codes[unit * raters + rater] ?? -1];
      return category === undefined ? null : (optionsOf.get(category) ?? null);
    }),
  );
}

function measureMasi(rows: readonly (readonly Selection[])[], drawing: Drawing): Measured {
  const { ratings, sets } = codeSelections(rows);
  const { units, ratings: labels } = countBasis(ratings, 2);
  const figure = {
    ...{ key: "krippendorff-alpha-masi", name: "Krippendorff's alpha, MASI distance" },
    n: `${countOf(units, "unit")}, ${countOf(labels, "set")}`,
  };
  if (sets.length > mostSets)
    return { ...figure, result: undefinedBecause(`there are ${sets.length} different sets: join rare labels`) };
  const weights = masiWeights(sets);
  const because = "every set is the same, so no disagreement could be expected, or no unit has two";
  const { design } = tableRatings({ ...ratings, names: [] }, { level: "nominal", weights: "unweighted", ...drawing });
  return { ...figure, result: estimate(alphaStatistic(ratings, { weights }), design, because) };
}

/** Measures sets of labels, whose whole agreement `measureTable` measures. */
export function measureSets(ratings: NamedRatings, sets: LabelSets, drawing: Drawing): SetFigures {
  const rows = listSelections(ratings, sets);
  const { names } = ratings;
  const given = rows.flat().filter((selection) => selection !== null);
  const options = sets.options.slice(0, mostOptions).map((option) => {
    const rules = { ...drawing, level: "nominal", weights: "unweighted" } as const;
    const { measured } = measureTable({ ...codeOption(rows, option), names }, rules);
    const chosen = given.filter((selection) => selection.includes(option)).length;
    return { option, chosen, of: given.length, measured: measured.filter(({ key }) => ofOption.has(key)) };
  });
  return { masi: measureMasi(rows, drawing), options };
}
