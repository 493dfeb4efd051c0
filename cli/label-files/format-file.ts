import { countOf, formatCount } from "@/lib/format-number";
import { emptyMapping } from "@/lib/formats/contract/mapping";
import type { ImportRecord, LabelRecord } from "@/lib/formats/contract/records";
import { detectFormat } from "@/lib/formats/detect/detect-format";
import { type FormatKey, formats } from "@/lib/formats/formats";
import { refusalValue } from "@/lib/questions/special-values";
import { headBytes } from "@/lib/text/bytes/source";
import type { TableOptions } from "@/lib/text/rows/table-rows";
import { UsageError } from "../usage-error";
import type { LabelCollector } from "./label-collector";
import { listNames } from "./list-names";
import { type LabelFile, openRecords, readHead } from "./open-rows";
import type { Scale } from "./scale";

/*
 * Files in a format that the import knows and whose columns have names of their own: its reader says what the labels are.
 */

export type FoundFormat = { key: FormatKey; table: TableOptions };

/** The format of a file, told by its beginning; null where its columns may be called anything, or it is of none. */
export async function findFormat(file: LabelFile): Promise<FoundFormat | null> {
  const head = await readHead(file);
  if (head === null) return null;
  const { format: key, table } = await detectFormat(file.path, head, { isHead: head.length >= headBytes });
  return key !== null && formats[key].read && formats[key].columns === null ? { key, table } : null;
}

/** Reads such a file: the labels of people, question by question. */
export class FormatLabels {
  private readonly questions = new Set<string>();
  private readonly taskOf = new Map<string, string>();
  private readonly leftOut = { judges: 0, repeats: 0 };
  /** Whether raters are called by their place in an item's list, which is nobody in particular. */
  isAnonymous = false;

  /** `question` is the only one to be read; null reads all of them, each on its own. */
  constructor(
    private readonly found: FoundFormat,
    private readonly question: string | null,
  ) {}

  read = (file: LabelFile) => {
    const { read } = formats[this.found.key];
    if (!read) throw new RangeError(`${this.found.key} has no reader`);
    return openRecords(file, (source) => read(source, { mapping: emptyMapping, table: this.found.table }));
  };

  add(collector: LabelCollector, line: number, record: ImportRecord, scale: Scale) {
    if (record.kind === "item") this.taskOf.set(record.externalId, record.task.externalId);
    if (record.kind === "label") this.addLabel(collector, line, record, scale);
  }

  private addLabel(collector: LabelCollector, line: number, label: LabelRecord, { level }: Scale) {
    this.questions.add(label.question);
    if (this.question !== null && label.question !== this.question) return;
    if (label.raterKind !== "HUMAN") return void this.leftOut.judges++;
    if (label.occurrence > 1 || label.purpose === "REPEAT") return void this.leftOut.repeats++;
    this.isAnonymous ||= label.isAnonymous === true;
    collector.clusterSource ??= { column: "task", isFound: true };
    const refusal = label.state === "REFUSAL" && level === "nominal" ? refusalValue : "";
    const place = {
      row: { line },
      group: this.question === null ? label.question : "",
      cluster: this.taskOf.get(label.item) ?? null,
    };
    const unit = label.target === undefined ? label.item : `${label.item} ${label.target}`;
    collector.add(place, { unit, rater: label.rater, column: "value" }, label.value ?? refusal);
  }

  /** Throws a `UsageError` where the question that was asked for is none of the file's. */
  requireQuestion(file: string) {
    if (this.question === null || this.questions.has(this.question)) return;
    throw new UsageError(`${file} has no question "${this.question}": it has ${listNames([...this.questions])}.`);
  }

  notes(): string[] {
    const { judges, repeats } = this.leftOut;
    return [
      `Read as: ${formats[this.found.key].label}. The labels of people, one a unit; left out: ${countOf(judges, "label")} of judges, ${formatCount(repeats)} given again. Name the columns with --unit, --rater and --value to have it read otherwise.`,
    ];
  }
}
