import { type LabelColumns, type LabelState, purposes, states } from "@/lib/analysis/label-table";
import type { Purpose } from "@/lib/generated/prisma/enums";

/*
 * Columns lie in memory that all threads share. What a thread has once been given never changes: labels are added behind it, and where a
 * number changes (who is the latest, how raters are numbered) the column is copied first.
 */

const widths = {
  item: Int32Array,
  rater: Int32Array,
  version: Uint16Array,
  purpose: Uint8Array,
  state: Uint8Array,
  occurrence: Uint16Array,
  revision: Uint16Array,
  isLatest: Uint8Array,
  question: Uint16Array,
  target: Int32Array,
  value: Int32Array,
};

type ColumnName = keyof typeof widths;
type Columns = { [Name in ColumnName]: InstanceType<(typeof widths)[Name]> };

const columnNames = Object.keys(widths) as ColumnName[];

/** The same numbers with room for `length`. */
function copyColumn<Name extends ColumnName>(name: Name, numbers: Columns[Name] | null, length: number): Columns[Name] {
  const Width = widths[name];
  const column = new (Width as unknown as new (memory: SharedArrayBuffer) => Columns[Name])(
    new SharedArrayBuffer(length * Width.BYTES_PER_ELEMENT),
  );
  if (numbers) column.set(numbers.subarray(0, length));
  return column;
}

const copyColumns = (columns: Columns | null, length: number) =>
  Object.fromEntries(columnNames.map((name) => [name, copyColumn(name, columns?.[name] ?? null, length)])) as Columns;

/** Gives texts small numbers in order of appearance. */
export class Dictionary {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  /** Takes over the texts of a dictionary that has gone on from this one. */
  catchUp(texts: readonly string[], from: number) {
    for (const text of texts.slice(this.texts.length - from)) this.place(text);
  }

  place(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Undoes the escapes of PostgreSQL's COPY text format. */
function unescapeField(field: string): string {
  return field.includes("\\") ? field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) : field;
}

const missing = "\\N";
const hasValue = (state: LabelState) => state === "GIVEN" || state === "OFF_SCALE";
const capacity = 4096;

/** A label with its places in the lists of items, raters and versions. */
export type LabelRow = {
  item: number;
  rater: number;
  version: number;
  purpose: Purpose;
  occurrence: number;
  revision: number;
  question: string;
  target: string;
  state: LabelState;
  value: string | null;
  probabilities: Record<string, number> | null;
};

/** A revision without an answer that can be compared. */
type BlankRevision = Pick<LabelRow, "item" | "rater" | "purpose" | "occurrence" | "revision">;

/** A line of COPY's text format: the fields of a `LabelRow` in this order. */
const fieldCount = 11;

function readLine(line: string): LabelRow {
  const fields = line.split("\t");
  if (fields.length !== fieldCount) throw new RangeError(`LabelColumnsBuilder: ${fields.length} fields in a line`);
  const [item, rater, version, purpose, occurrence, revision, question, target, state, value, probabilities] =
    fields as [string, string, string, Purpose, string, string, string, string, LabelState, string, string];
  return {
    item: Number(item),
    rater: Number(rater),
    version: Number(version),
    purpose,
    occurrence: Number(occurrence),
    revision: Number(revision),
    question: unescapeField(question),
    target: unescapeField(target),
    state,
    value: value === missing ? null : unescapeField(value),
    probabilities: probabilities === missing ? null : JSON.parse(unescapeField(probabilities)),
  };
}

/** How far a thread has got: texts of each kind, and labels. */
export type Since = { questions: number; targets: number; values: number; labels: number };

/** What came in between, of what does not lie in shared memory. */
export type Added = {
  since: Since;
  questions: string[];
  targets: string[];
  values: string[];
  probabilities: [label: number, given: Record<string, number>][];
};

export type SharedColumns = { columns: Columns; count: number; added: Added };

/** Collects labels into columns: all of a study by lines of COPY's text format, and later one by one what is new. */
export class LabelColumnsBuilder {
  readonly questions = new Dictionary();
  readonly targets = new Dictionary();
  readonly values = new Dictionary();
  private count = 0;
  /** Up to here it is known which labels were replaced by later revisions. */
  private settled = 0;
  /** Later revisions that have no label here, since it was last known which labels were replaced. */
  private blanks: { item: number; vote: string; revision: number }[] = [];
  private rest = "";
  private readonly decoder = new TextDecoder();
  private readonly probabilities = new Map<number, Record<string, number>>();
  private columns = copyColumns(null, capacity);

  /** Takes the next bytes; a line or a letter may be cut anywhere. */
  addChunk(chunk: Uint8Array): void {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.add(readLine(line));
  }

  add(row: LabelRow): void {
    const place = this.count++;
    if (place === this.columns.item.length) this.makeRoom();
    const { columns } = this;
    columns.item[place] = row.item;
    columns.rater[place] = row.rater;
    columns.version[place] = row.version;
    columns.purpose[place] = purposes.indexOf(row.purpose);
    columns.occurrence[place] = row.occurrence;
    columns.revision[place] = row.revision;
    columns.isLatest[place] = 1;
    columns.question[place] = this.questions.place(row.question);
    columns.target[place] = this.targets.place(row.target);
    columns.state[place] = states.indexOf(row.state);
    columns.value[place] = row.value === null || !hasValue(row.state) ? -1 : this.values.place(row.value);
    if (row.probabilities !== null) this.probabilities.set(place, row.probabilities);
  }

  /** A quarter of what is there, for what comes. */
  private makeRoom(): void {
    this.columns = copyColumns(this.columns, Math.ceil(this.count * 1.25) + capacity);
  }

  /** Gives back what is there beyond an eighth to spare: all labels were added that came at once. */
  trim(): void {
    const length = Math.ceil(this.count * 1.125) + capacity;
    if (length < this.columns.item.length) this.columns = copyColumns(this.columns, length);
  }

  private copy(name: ColumnName): void {
    Object.assign(this.columns, { [name]: copyColumn(name, this.columns[name], this.columns[name].length) });
  }

  /** What another thread needs to go on from here, by `takeOver`: shared memory, and the texts and probabilities from `since` on. */
  handOver(since: Since): SharedColumns {
    if (this.rest !== "" || this.blanks.length > 0) throw new RangeError("LabelColumnsBuilder: finish first");
    const { columns, count, questions, targets, values } = this;
    const probabilities: Added["probabilities"] = [];
    for (let label = since.labels; label < count; label++) {
      const given = this.probabilities.get(label);
      if (given) probabilities.push([label, given]);
    }
    return {
      columns: { ...columns },
      count,
      added: {
        since,
        questions: questions.texts.slice(since.questions),
        targets: targets.texts.slice(since.targets),
        values: values.texts.slice(since.values),
        probabilities,
      },
    };
  }

  /** Where this one stands, for `handOver`. */
  get reached(): Since {
    const { questions, targets, values, count } = this;
    return {
      questions: questions.texts.length,
      targets: targets.texts.length,
      values: values.texts.length,
      labels: count,
    };
  }

  /** Goes on from where another thread is. */
  takeOver({ columns, count }: Pick<SharedColumns, "columns" | "count">, added: readonly Added[]): void {
    for (const { since, questions, targets, values, probabilities } of added) {
      this.questions.catchUp(questions, since.questions);
      this.targets.catchUp(targets, since.targets);
      this.values.catchUp(values, since.values);
      for (const [label, given] of probabilities) this.probabilities.set(label, given);
    }
    Object.assign(this, { columns: { ...columns }, count, settled: count, blanks: [], rest: "" });
  }

  /** Gives each rater another number: `places[old]` is the new one. */
  renumberRaters(places: Int32Array): void {
    this.copy("rater");
    const { rater } = this.columns;
    for (let place = 0; place < this.count; place++) rater[place] = places[rater[place] ?? -1] ?? -1;
  }

  /** A later revision of a vote that answers nothing which can be compared: what it replaces is not the latest any more. */
  addBlank({ item, rater, purpose, occurrence, revision }: BlankRevision): void {
    if (revision > 1)
      this.blanks.push({ item, vote: `${item} ${rater} ${purposes.indexOf(purpose)} ${occurrence}`, revision });
  }

  private voteAt(place: number): string {
    const { item, rater, purpose, occurrence } = this.columns;
    return `${item[place]} ${rater[place]} ${purpose[place]} ${occurrence[place]}`;
  }

  /** Of a vote that was revised only the last revision is the latest, whatever came first. */
  private settleRevisions(): void {
    const [items, latest] = [new Set<number>(), new Map<string, number>()];
    for (const blank of this.blanks) {
      items.add(blank.item);
      latest.set(blank.vote, Math.max(blank.revision, latest.get(blank.vote) ?? 0));
    }
    this.blanks = [];
    const { item, revision } = this.columns;
    for (let place = this.settled; place < this.count; place++) {
      const own = revision[place] ?? 1;
      if (own === 1) continue;
      items.add(item[place] ?? -1);
      const vote = this.voteAt(place);
      latest.set(vote, Math.max(own, latest.get(vote) ?? 0));
    }
    this.settled = this.count;
    if (items.size === 0) return;
    this.copy("isLatest");
    const { isLatest } = this.columns;
    for (let place = 0; place < this.count; place++) {
      if (!items.has(item[place] ?? -1)) continue;
      const last = latest.get(this.voteAt(place));
      if (last !== undefined) isLatest[place] = revision[place] === last ? 1 : 0;
    }
  }

  /** All labels so far. More may be added afterwards, and do not change what was given out. */
  finish(): LabelColumns {
    if (this.rest !== "") throw new RangeError("LabelColumnsBuilder: the last line has no end");
    this.settleRevisions();
    const { columns, count } = this;
    return {
      item: columns.item.subarray(0, count),
      rater: columns.rater.subarray(0, count),
      version: columns.version.subarray(0, count),
      purpose: columns.purpose.subarray(0, count),
      state: columns.state.subarray(0, count),
      occurrence: columns.occurrence.subarray(0, count),
      isLatest: columns.isLatest.subarray(0, count),
      question: columns.question.subarray(0, count),
      target: columns.target.subarray(0, count),
      value: columns.value.subarray(0, count),
      probabilities: this.probabilities,
    };
  }

  /** What the columns weigh. */
  get bytes(): number {
    return Object.values(this.columns).reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}
