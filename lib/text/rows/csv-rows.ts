import { checkedUtf8 } from "@/lib/text/bytes/checked-utf8";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { CsvCutter, type CsvRow } from "@/lib/text/rows/csv-cutter";

const byteOrderMark = "\uFEFF";

/**
 * Reads CSV with any one-character delimiter, as a stream. Blank lines are skipped. Throws `UnreadableSource` at the
 * first quote that cannot be right: what follows it cannot be told apart into cells.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  { delimiter = ",", isHead = false, limits = readLimits } = {},
): AsyncGenerator<CsvRow> {
  const cutter = new CsvCutter(delimiter, limits);
  let isFirst = true;
  for await (const part of checkedUtf8(bytes, isHead)) {
    const text = part.toString("utf8");
    yield* cutter.push(isFirst && text.startsWith(byteOrderMark) ? text.slice(1) : text);
    isFirst = false;
  }
  if (!isHead) yield* cutter.finish();
}

const delimiters: readonly string[] = [",", ";", "\t", "|"];

/** How often each delimiter stands in the first line, outside quotes. */
function countDelimiters(head: string): number[] {
  const counts = delimiters.map(() => 0);
  let inQuotes = false;
  for (let at = 0; at < head.length; at++) {
    const character = head.charAt(at);
    if (character === '"') inQuotes = !inQuotes;
    if (inQuotes) continue;
    if (character === "\n" || character === "\r") break;
    const place = delimiters.indexOf(character);
    if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** The delimiter that a first line `sep=;` declares, as Excel writes and reads it. */
export const declaredDelimiter = (head: string): string | null => /^"?sep=([^"\r\n])"?[\r\n]/i.exec(head)?.[1] ?? null;

/** The delimiter that occurs most in the first line, outside quotes; a comma where none does. */
export function sniffDelimiter(head: string): string {
  const declared = declaredDelimiter(head);
  if (declared !== null) return declared;
  const counts = countDelimiters(head);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}
