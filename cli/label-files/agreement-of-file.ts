import { countOf } from "@/lib/format-number";
import { tooManyLabels } from "@/lib/measure/too-many-labels";
import { type CategoryPrevalence, prevalence } from "@/lib/stats/agreement/prevalence";
import type { KeyedRatings } from "@/lib/stats/coded-ratings";
import { undefinedBecause } from "@/lib/stats/defined";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { describeClusters, readCluster } from "./clusters";
import { describeFolding } from "./describe-folding";
import { describeSets, optionLines, setsJson } from "./describe-sets";
import type { LabelSets } from "./fold-file";
import type { LabelGroup } from "./label-collector";
import { describeLabels, listNames, quoteName } from "./list-names";
import { measureTable } from "./measure-agreement";
import { measuredJson, measuredLines } from "./measured";
import { requireDistinct } from "./named-columns";
import { type Columns, listColumns, readAgreementFile } from "./read-agreement-file";
import { readEncoding } from "./read-encoding";
import { readScale, type Scale, type ScaleOptions } from "./scale";
import { splitList } from "./split-list";

export type FileOptions = ScaleOptions & {
  unit?: string;
  rater?: string;
  value?: string;
  wide?: boolean;
  by?: string;
  cluster?: string | false;
  question?: string;
  encoding?: string;
  seed: string;
};

function readColumns({ wide = false, value, rater, ...given }: FileOptions): Columns {
  const [by, cluster] = [given.by?.trim() ?? null, readCluster(given.cluster)];
  const [unit, long] = [given.unit?.trim(), { rater: rater?.trim() ?? "rater", value: value?.trim() ?? "value" }];
  const isNamed = [unit, rater, value, given.by].some((name) => name !== undefined);
  const question = given.question ?? null;
  if (!wide) return { layout: "long", unit: unit ?? "unit", ...long, by, cluster, isNamed, question };
  if (value !== undefined)
    throw new UsageError("--value is of the layout with a label a row: leave it out with --wide.");
  const raters = rater === undefined ? null : splitList(rater);
  if (raters?.length === 0) throw new UsageError("--rater names no column.");
  return { layout: "wide", unit: unit ?? null, raters, by, cluster };
}

/** The columns that options name; throws where one stands for two things. */
export function readDistinctColumns(options: FileOptions): Columns {
  const columns = readColumns(options);
  requireDistinct(listColumns(columns));
  return { ...columns, ...readEncoding(options.encoding) };
}

export function readSeed(typed: string): number {
  const seed = Number(typed);
  if (typed.trim() !== "" && Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new UsageError(`--seed ${typed}: use a whole number from 0`);
}

function measureGroup(
  { name, ratings, missing, clusters }: LabelGroup,
  { level, weights }: Scale,
  { sets, seed, isAnonymous }: { sets: LabelSets | null; seed: number; isAnonymous?: boolean },
) {
  const named = { ...ratings, names: ratings.raterKeys };
  const shared = clusters?.of ?? null;
  const { basis, measured, options } = measureTable(
    named,
    { level, weights, seed, clusters: shared, isAnonymous },
    sets,
  );
  const labels = basis.ratings + basis.ratingsLeftOut;
  const leftOut = { units: basis.unitsLeftOut, labels: basis.ratingsLeftOut, missing };
  const shares = tooManyLabels(ratings, level) === null ? prevalence(ratings) : undefinedBecause("too many labels");
  const common = shares.defined ? shares.value.categories : [];
  const drawn = shared && new Set(shared).size;
  const counts = { units: ratings.units, clusters: drawn, raters: basis.raters, labels };
  const raterNames = namesOfRaters(ratings);
  const figures = { group: name, ...counts, raterNames, leftOut, prevalence: common };
  const lines = [
    ...(name === null ? [] : [`${name === "" ? "(empty)" : quoteName(name)}:`]),
    ...measuredLines(measured).map((line) => `  ${line}`),
    ...(sets === null ? [] : ["", ...optionLines(options), ""].map((line) => (line === "" ? "" : `  ${line}`))),
    `  ${countOf(ratings.units, "unit")}, ${countOf(basis.raters, "rater")}${raterNames.length === 0 ? "" : ` (${listNames(raterNames)})`}, ${countOf(labels, "label")}. Left out: ${countOf(leftOut.units, "unit")} with fewer than two labels (${countOf(leftOut.labels, "label")}), ${countOf(missing, "missing label")}.`,
  ];
  if (common.length > 0 && common.length <= mostShared) lines.push(`  ${describeShares(common)}`);
  const asSets = sets === null ? {} : { sets: setsJson(measured, options) };
  return { figures: { ...figures, coefficients: measured.map(measuredJson), ...asSets }, lines };
}

/** The raters with a label, as the file calls them. */
const namesOfRaters = ({ raters, raterKeys, codes }: KeyedRatings) => {
  const hasRated = new Set<number>();
  for (const [cell, code] of codes.entries()) if (code >= 0) hasRated.add(cell % raters);
  return raterKeys.filter((_, rater) => hasRated.has(rater));
};

/** More labels than this are no list that anybody reads. */
const mostShared = 12;

const describeShares = (common: readonly CategoryPrevalence[]) =>
  `Share of a unit's labels, averaged over units: ${common.map(({ category, meanUnitShare }) => `${quoteName(String(category))} ${(100 * meanUnitShare).toFixed(1)} %`).join(", ")}.`;

/** `grata agreement FILE`: how far the raters of a file agree. Opens no database. */
export async function agreementOfFile(output: Output, file: string, options: FileOptions) {
  const [scale, columns, seed] = [readScale(options), readDistinctColumns(options), readSeed(options.seed)];
  const { groups, folding, sets, notes, isAnonymous } = await readAgreementFile(file, columns, scale);
  const categories = groups[0]?.ratings.categories ?? [];
  const measured = groups.map((group) => measureGroup(group, scale, { sets, seed, isAnonymous }));
  const { level, weights } = scale;
  if (categories.length === 1)
    output.say(
      `Only the label ${categories[0]} occurs: name all that could be chosen with --order, as AC and Brennan-Prediger need.`,
    );
  const about = [...notes, ...(sets === null ? [] : [describeSets(sets)]), ...describeFolding(folding)];
  const figures = { groups: measured.map((group) => group.figures), spelling: folding, notes: about };
  output.result({ file, level, weights, seed, categories, ...figures }, [
    ...(about.length > 0 ? [...about, ""] : []),
    ...measured.flatMap(({ lines }) => [...lines, ""]),
    `Labels: ${describeLabels(categories)}. ${describeClusters(groups[0]?.clusters ?? null, columns.cluster, seed)}`,
  ]);
}
