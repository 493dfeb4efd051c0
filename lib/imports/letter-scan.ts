import type { ImportRecord } from "@/lib/formats/contract/records";
import type { Letters } from "@/lib/imports/contract";
import type { Origin } from "@/lib/imports/staged-rows";
import { findDoubleDecoded, mendDoubleDecoded } from "@/lib/text/double-decoding";

const around = 30;
const mostExamples = 3;

/** The same value with every text, and every name of a member, as `read` returns it. */
function mapTexts(value: unknown, read: (text: string) => string): unknown {
  if (typeof value === "string") return read(value);
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, read));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [read(name), mapTexts(inner, read)]));
}

/** Looks through all texts of a file for letters that were decoded twice, and mends them where that was chosen. */
export class LetterScan {
  private rows = 0;
  private readonly examples: Letters["examples"] = [];

  constructor(private readonly mends: boolean) {}

  read(record: ImportRecord, origin: Origin): ImportRecord {
    let found = false;
    const read = (text: string) => {
      const at = findDoubleDecoded(text);
      if (at === null) return text;
      if (!found) this.note(text, at, origin);
      found = true;
      return this.mends ? mendDoubleDecoded(text) : text;
    };
    // A record of the same kind: only texts in it differ.
    const mended = mapTexts(record, read) as ImportRecord;
    return found && this.mends ? mended : record;
  }

  private note(text: string, at: number, origin: Origin) {
    this.rows++;
    if (this.examples.length >= mostExamples) return;
    const [start, end] = [Math.max(0, at - around), at + around];
    const from = start === 0 ? 0 : text.indexOf(" ", start) + 1;
    const before = text.slice(from > at ? start : from, end);
    this.examples.push({ ...origin, before, after: mendDoubleDecoded(before) });
  }

  report(): Letters {
    return { rows: this.rows, isMended: this.mends, examples: this.examples };
  }
}
