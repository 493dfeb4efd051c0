import { type LabelColumns, purposes, states } from "@/lib/analysis/label-table";

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
const hasValue = (state: string) => state === "GIVEN" || state === "OFF_SCALE";
const capacity = 4096;

/** A line of COPY's text format, as listed in `LabelColumnsBuilder.addLine`. */
const fieldCount = 11;

/** Collects lines of COPY's text format into columns. */
export class LabelColumnsBuilder {
  readonly questions = new Dictionary();
  readonly targets = new Dictionary();
  readonly values = new Dictionary();
  private count = 0;
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
    isLatest: new Uint8Array(capacity),
    question: new Uint16Array(capacity),
    target: new Int32Array(capacity),
    value: new Int32Array(capacity),
  };

  /** Takes the next bytes; a line or a letter may be cut anywhere. */
  addChunk(chunk: Uint8Array): void {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.addLine(line);
  }

  /** item, rater, version, purpose, occurrence, isLatest (t/f), question, target, state, value, probabilities. */
  private addLine(line: string): void {
    const fields = line.split("\t");
    if (fields.length !== fieldCount) throw new RangeError(`LabelColumnsBuilder: ${fields.length} fields in a line`);
    const [item, rater, version, purpose, occurrence, isLatest, question, target, state, value, probabilities] =
      fields as [string, string, string, string, string, string, string, string, string, string, string];
    const place = this.count++;
    if (place === this.columns.item.length) this.growAll();
    const { columns } = this;
    columns.item[place] = Number(item);
    columns.rater[place] = Number(rater);
    columns.version[place] = Number(version);
    columns.purpose[place] = purposes.indexOf(purpose as (typeof purposes)[number]);
    columns.occurrence[place] = Number(occurrence);
    columns.isLatest[place] = isLatest === "t" ? 1 : 0;
    columns.question[place] = this.questions.place(unescapeField(question));
    columns.target[place] = this.targets.place(unescapeField(target));
    columns.state[place] = states.indexOf(state as (typeof states)[number]);
    columns.value[place] = value === missing || !hasValue(state) ? -1 : this.values.place(unescapeField(value));
    if (probabilities !== missing) this.probabilities.set(place, JSON.parse(unescapeField(probabilities)));
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
      isLatest: grow(columns.isLatest),
      question: grow(columns.question),
      target: grow(columns.target),
      value: grow(columns.value),
    };
  }

  finish(): LabelColumns {
    if (this.rest !== "") throw new RangeError("LabelColumnsBuilder: the last line has no end");
    const { columns, count } = this;
    return {
      item: columns.item.slice(0, count),
      rater: columns.rater.slice(0, count),
      version: columns.version.slice(0, count),
      purpose: columns.purpose.slice(0, count),
      state: columns.state.slice(0, count),
      occurrence: columns.occurrence.slice(0, count),
      isLatest: columns.isLatest.slice(0, count),
      question: columns.question.slice(0, count),
      target: columns.target.slice(0, count),
      value: columns.value.slice(0, count),
      probabilities: this.probabilities,
    };
  }
}
