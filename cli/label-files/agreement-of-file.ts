import { alignColumns, type Output } from "../output";
import { UsageError } from "../usage-error";
import { measureAgreement } from "./measure-agreement";
import { measuredCells, measuredHeadings, measuredJson } from "./measured";
import { type Columns, type LabelGroup, readAgreementFile } from "./read-agreement-file";
import { readScale, type Scale, type ScaleOptions, splitList } from "./scale";

export type FileOptions = ScaleOptions & {
  unit?: string;
  rater?: string;
  value?: string;
  wide?: boolean;
  by?: string;
  seed: string;
};

function readColumns({ wide = false, unit, rater, value, by }: FileOptions): Columns {
  if (!wide)
    return { layout: "long", unit: unit ?? "unit", rater: rater ?? "rater", value: value ?? "value", by: by ?? null };
  if (value !== undefined)
    throw new UsageError("--value is of the layout with a label a row: leave it out with --wide.");
  return {
    layout: "wide",
    unit: unit ?? null,
    raters: rater === undefined ? null : splitList(rater),
    by: by ?? null,
  };
}

export function readSeed(typed: string): number {
  const seed = Number(typed);
  if (typed.trim() !== "" && Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new UsageError(`--seed ${typed}: use a whole number from 0`);
}

const countOf = (count: number, noun: string) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function measureGroup({ name, ratings, missing }: LabelGroup, { level, weights }: Scale, seed: number) {
  const { basis, measured } = measureAgreement(ratings, { level, weights, seed });
  const labels = basis.ratings + basis.ratingsLeftOut;
  const leftOut = { units: basis.unitsLeftOut, labels: basis.ratingsLeftOut, missing };
  const figures = { group: name, units: ratings.units, raters: basis.raters, labels, leftOut };
  const lines = [
    ...(name === null ? [] : [`${name === "" ? "(empty)" : name}:`]),
    ...alignColumns(measuredHeadings, measured.map(measuredCells)).map((line) => `  ${line}`),
    `  ${countOf(ratings.units, "unit")}, ${countOf(basis.raters, "rater")}, ${countOf(labels, "label")}. Left out: ${countOf(leftOut.units, "unit")} with fewer than two labels (${countOf(leftOut.labels, "label")}), ${countOf(missing, "missing label")}.`,
  ];
  return { figures: { ...figures, coefficients: measured.map(measuredJson) }, lines };
}

/** `grata agreement FILE`: how far the raters of a file agree. Opens no database. */
export async function agreementOfFile(output: Output, file: string, options: FileOptions) {
  const [scale, columns, seed] = [readScale(options), readColumns(options), readSeed(options.seed)];
  const groups = await readAgreementFile(file, columns, scale);
  const categories = groups[0]?.ratings.categories ?? [];
  const measured = groups.map((group) => measureGroup(group, scale, seed));
  const { level, weights } = scale;
  output.result({ file, level, weights, seed, categories, groups: measured.map(({ figures }) => figures) }, [
    ...measured.flatMap(({ lines }) => [...lines, ""]),
    `Labels: ${categories.slice(0, 12).join(", ")}${categories.length > 12 ? ` and ${categories.length - 12} more` : ""}. Intervals take units as independent; alpha's is a bootstrap over units, seed ${seed}.`,
  ]);
}
