import { type LabelColumns, type LabelState, purposes, states } from "@/lib/analysis/label-table";
import type { Purpose } from "@/lib/generated/prisma/enums";

type Growing = Int32Array | Uint16Array | Uint8Array;

/** Twice the room, same numbers. */
function grow<T extends Growing>(column: T): T {
  const wider = new (column.constructor as new (length: number) => T)(column.length * 2);
  wider.set(column);
  return wider;
}

/** Gives texts small numbers in order of appearance. */
export class Dictionary {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

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
  private columns = {
    item: new Int32Array(capacity),
    rater: new Int32Array(capacity),
    version: new Uint16Array(capacity),
    purpose: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    occurrence: new Uint16Array(capacity),
    revision: new Uint16Array(capacity),
    isLatest: new Uint8Array(capacity),
    question: new Uint16Array(capacity),
    target: new Int32Array(capacity),
    value: new Int32Array(capacity),
  };

  /** Takes the next bytes; a line or a letter may be cut anywhere. */
  addChunk(chunk: Uint8Array): void {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.add(readLine(line));
  }

  add(row: LabelRow): void {
    const place = this.count++;
    if (place === this.columns.item.length) this.growAll();
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

  private growAll(): void {
    const { columns } = this;
    this.columns = {
      item: grow(columns.item),
      rater: grow(columns.rater),
      version: grow(columns.version),
      purpose: grow(columns.purpose),
      state: grow(columns.state),
      occurrence: grow(columns.occurrence),
      revision: grow(columns.revision),
      isLatest: grow(columns.isLatest),
      question: grow(columns.question),
      target: grow(columns.target),
      value: grow(columns.value),
    };
  }

  /** Gives each rater another number: `places[old]` is the new one. */
  renumberRaters(places: Int32Array): void {
    const { rater } = this.columns;
    for (let place = 0; place < this.count; place++) rater[place] = places[rater[place] as number] as number;
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
    const { item, revision, isLatest } = this.columns;
    const [items, latest] = [new Set<number>(), new Map<string, number>()];
    for (const blank of this.blanks) {
      items.add(blank.item);
      latest.set(blank.vote, Math.max(blank.revision, latest.get(blank.vote) ?? 0));
    }
    this.blanks = [];
    for (let place = this.settled; place < this.count; place++) {
      const own = revision[place] as number;
      if (own === 1) continue;
      items.add(item[place] as number);
      const vote = this.voteAt(place);
      latest.set(vote, Math.max(own, latest.get(vote) ?? 0));
    }
    this.settled = this.count;
    if (items.size === 0) return;
    for (let place = 0; place < this.count; place++) {
      if (!items.has(item[place] as number)) continue;
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
      rater: columns.rater.slice(0, count),
      version: columns.version.subarray(0, count),
      purpose: columns.purpose.subarray(0, count),
      state: columns.state.subarray(0, count),
      occurrence: columns.occurrence.subarray(0, count),
      isLatest: columns.isLatest.slice(0, count),
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
