import { formatP } from "@/lib/analysis/models/words";
import { countOf, formatNumber } from "@/lib/format-number";
import { measureGroups } from "@/lib/measure/models/groups";
import { refuseAnonymous } from "@/lib/measure/models/label-frame";
import { Refusal } from "@/lib/refusal";
import type { Permuted } from "@/lib/stats/agreement/group-agreement";
import type { Defined } from "@/lib/stats/defined";
import { alignColumns, type Output } from "../output";
import { UsageError } from "../usage-error";
import { type FileOptions, readSeed } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";
import { quoteName } from "./list-names";

const permutations = 1000;

function cellOf(found: Defined<Permuted>): string {
  if (!found.defined) return "not defined";
  const { value, p } = found.value;
  return `${formatNumber(value, "number")} (p ${p.defined ? formatP(p.value) : "not defined"})`;
}

/** `grata groups FILE`: do people of a group agree more with each other than with the rest? */
export async function groupsOfFile(output: Output, file: string, options: FileOptions) {
  if (options.by === undefined) throw new UsageError("Name the column of the raters' groups with --by.");
  const seed = readSeed(options.seed);
  const { frame, scale, notes } = await frameOfFile(output, file, options, "all");
  const refused = refuseAnonymous(frame);
  if (refused !== null) throw new Refusal(`${file}: ${refused}.`);
  const groups = measureGroups(frame, { level: scale.level, seed, permutations });
  if (!groups) throw new Refusal(`${file}: a rater stands in two groups of ${options.by}. Give each rater one.`);
  const because = groups.flatMap(({ name, ...own }) =>
    [own.inGroup, own.crossGroup, own.ratio].flatMap((found) =>
      found.defined ? [] : [`${quoteName(name)}: ${found.because}`],
    ),
  );
  const rows = groups.map(({ name, raters, inGroup, crossGroup, ratio }) => [
    quoteName(name),
    String(raters),
    cellOf(inGroup),
    cellOf(crossGroup),
    cellOf(ratio),
  ]);
  output.result({ file, level: scale.level, seed, permutations, groups, notes }, [
    ...alignColumns(["group", "raters", "in-group", "cross-group", "ratio"], rows),
    ...new Set(because),
    `In-group is Krippendorff's alpha within the group, cross-group its form between the group and all others. p by ${permutations} permutations of raters, seed ${seed}${groups.length > 2 ? `; ${countOf(groups.length, "group")} are as many tests` : ""}.`,
  ]);
}
