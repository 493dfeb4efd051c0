import { undefinedLine } from "@/lib/analysis/models/words";
import { countOf, formatInterval, formatNumber, formatPercent } from "@/lib/format-number";
import { selectiveRisk } from "@/lib/stats/judges/selective-risk";
import { labelKey } from "@/lib/text/label-spelling";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { BadRows } from "./bad-rows";
import { requireColumns, requireDistinct } from "./named-columns";
import { openRows } from "./open-rows";
import { readEncoding } from "./read-encoding";

export type ThresholdOptions = {
  judge: string;
  truth: string;
  confidence: string;
  risk: string;
  certainty: string;
  encoding?: string;
};

function readShare(option: string, typed: string): number {
  const share = Number(typed);
  if (share > 0 && share < 1) return share;
  throw new UsageError(`--${option} ${typed}: use a number between 0 and 1, as .05`);
}

/** The confidence and the correctness of every row that has a judge's label, a true one and a confidence. */
async function readRows(file: string, { judge, truth, confidence, encoding }: ThresholdOptions) {
  const bad = new BadRows();
  const seen = new Set<string>();
  const rows: { confidence: number; isWrong: boolean }[] = [];
  let leftOut = 0;
  for await (const read of openRows({ path: file, ...readEncoding(encoding) })) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    const { cells, line, element } = read;
    for (const name of Object.keys(cells)) seen.add(name);
    const [judged, true_, sure] = [judge, truth, confidence].map((column) => cellText(cells[column]));
    if (!judged || !true_ || !sure) {
      leftOut++;
      continue;
    }
    const number = Number(sure);
    if (!Number.isFinite(number))
      bad.add({ file, line, element, field: confidence, message: `"${sure}" is no number` });
    else rows.push({ confidence: number, isWrong: labelKey(judged) !== labelKey(true_) });
  }
  const named = [
    { option: "--judge", column: judge },
    { option: "--truth", column: truth },
    { option: "--confidence", column: confidence },
  ];
  requireDistinct(named);
  await requireColumns(file, named, seen);
  bad.refuse();
  return { rows, leftOut };
}

/** `grata threshold FILE`: from which confidence on a judge's labels may be kept. */
export async function thresholdOfFile(output: Output, file: string, options: ThresholdOptions) {
  const [risk, certainty] = [readShare("risk", options.risk), readShare("certainty", options.certainty)];
  const { rows, leftOut } = await readRows(file, options);
  const found = selectiveRisk(
    Float64Array.from(rows, ({ confidence }) => confidence),
    Uint8Array.from(rows, ({ isWrong }) => (isWrong ? 1 : 0)),
    { risk, certainty },
  );
  const wrong = rows.filter(({ isWrong }) => isWrong).length;
  const basis = `${countOf(rows.length, "row")}, ${wrong} of them wrong; left out: ${countOf(leftOut, "row")} without a judge's label, a true one or a confidence.`;
  if (!found.defined)
    return output.result({ file, risk, certainty, items: rows.length, leftOut, threshold: found }, [
      undefinedLine(found.because),
      basis,
    ]);
  const { threshold, kept, wrong: wrongKept, upperBound, toPeople } = found.value;
  output.result({ file, risk, certainty, leftOut, threshold: found }, [
    `Keep the judge's labels with a confidence of ${threshold} or more: ${wrongKept} of ${countOf(kept, "such label")} are wrong, and with ${formatPercent(certainty)} certainty no more than ${formatPercent(upperBound)} of those to come.`,
    `To people go ${formatPercent(toPeople.value)} ${formatInterval(toPeople.interval, "percent")} %.`,
    basis,
    `It holds for items drawn as these were, for this judge, prompt and model. ${formatNumber(rows.length - kept, "number").replace(".00", "")} rows lie below.`,
  ]);
}
