import { countOf, formatCount } from "@/lib/format-number";
import { guessFactor } from "@/lib/imports/guess-factor";
import { layoutsNaming } from "@/lib/layouts/layouts";
import { refusalValue } from "@/lib/questions/special-values";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";
import { UsageError } from "../usage-error";
import type { LabelCollector } from "./label-collector";
import { listNames } from "./list-names";
import type { Scale } from "./scale";

/*
 * labels.csv of this app's own raw labels: a row is one answer, and says whether it counts.
 */

const ownColumns = [
  "item",
  "layout",
  "factors",
  "rater",
  "rater_kind",
  "question",
  "target",
  "state",
  "value",
  "counts",
];

/** Whether a row comes out of this app's own export of raw labels. */
export const isOwnRow = (cells: Cells): boolean => ownColumns.every((column) => column in cells);

const sides: Readonly<Record<string, string>> = { "1": "2", "2": "1" };

/** The factors of a side as text that sides are put in order by: its model, else all of them. */
function sideName(factors: unknown): { model: string; whole: string } {
  const levels = typeof factors === "object" && factors !== null ? Object.entries(factors) : [];
  const model = levels.find(([name, level]) => guessFactor(name, [String(level)]).role === "MODEL");
  const sorted = levels.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { model: String(model?.[1] ?? ""), whole: JSON.stringify(Object.fromEntries(sorted)) };
}

function readFactors(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const pairs: readonly string[] = layoutsNaming("side");
const isPair = (layout: string) => pairs.includes(layout);

/** Whether the sides of a pair stand against the order of their models' names, in which kappas take them. */
function isFlipped(cells: Cells): boolean {
  const factors = isPair(cellText(cells.layout)) ? readFactors(cellText(cells.factors)) : null;
  if (typeof factors !== "object" || factors === null || !("1" in factors) || !("2" in factors)) return false;
  const [first, second] = [sideName(factors["1"]), sideName(factors["2"])];
  return first.model === second.model ? first.whole > second.whole : first.model > second.model;
}

function labelOf(cells: Cells, { level }: Scale): string {
  const state = cellText(cells.state);
  if (state === "REFUSAL") return level === "nominal" ? refusalValue : "";
  if (state !== "GIVEN") return "";
  const value = cellText(cells.value);
  return isFlipped(cells) ? (sides[value] ?? value) : value;
}

/** A later vote of a file's rater, or a label that the app asked for again. */
const isRepeat = (cells: Cells): boolean =>
  Number(cellText(cells.occurrence) || "1") > 1 || cellText(cells.purpose) === "REPEAT";

/** Reads such a table: the labels of people that count, in the study's own figures. */
export class OwnTable {
  private readonly questions = new Set<string>();
  private readonly leftOut = { judges: 0, uncounted: 0, repeats: 0 };

  /** `question` is the only one to be read; null reads all of them, each on its own. */
  constructor(private readonly question: string | null) {}

  add(collector: LabelCollector, row: TableRow, scale: Scale) {
    const { cells } = row;
    const question = cellText(cells.question);
    this.questions.add(question);
    if (this.question !== null && question !== this.question) return;
    if (cellText(cells.rater_kind) !== "HUMAN") this.leftOut.judges++;
    else if (cellText(cells.counts).toLowerCase() !== "true") this.leftOut.uncounted++;
    else if (isRepeat(cells)) this.leftOut.repeats++;
    else this.addLabel(collector, row, question, scale);
  }

  private addLabel(collector: LabelCollector, row: TableRow, question: string, scale: Scale) {
    const { cells } = row;
    const [item, target, task] = [cellText(cells.item), cellText(cells.target), cellText(cells.task)];
    const unit = target === "item" || target === "" ? item : `${item} ${target}`;
    collector.clusterSource ??= { column: "task", isFound: true };
    const place = { row, group: this.question === null ? question : "", cluster: task === "" ? null : task };
    collector.add(place, { unit, rater: cellText(cells.rater), column: "value" }, labelOf(cells, scale));
  }

  /** Throws a `UsageError` where the question that was asked for is none of the file's. */
  requireQuestion(file: string) {
    if (this.question === null || this.questions.has(this.question)) return;
    throw new UsageError(`${file} has no question "${this.question}": it has ${listNames([...this.questions])}.`);
  }

  notes(): string[] {
    const { judges, uncounted, repeats } = this.leftOut;
    return [
      `Raw labels of this app: the answers of people that count in the study's own figures. Left out: ${countOf(judges, "answer")} of judges, ${formatCount(uncounted)} that do not count, ${countOf(repeats, "repeat")}.`,
    ];
  }
}
