import type { DotRow } from "@/components/charts/dot-row";

const mostNamed = 4;

function listNames(names: readonly string[]): string {
  if (names.length <= mostNamed) return names.join(", ");
  return `${names.slice(0, mostNamed).join(", ")} and ${names.length - mostNamed} more`;
}

type Missing = { what: "No interval" | "Not defined"; because: string; name: string };

/** What one row lacks; a row without any mark says so in its own place. */
function listMissing({ label, marks }: DotRow, series: readonly string[]): Missing[] {
  if (!marks.some((mark) => mark?.defined)) return [];
  return marks.flatMap((mark, place): Missing[] => {
    const name = series.length > 1 ? `${label} (${series[place]})` : label;
    if (!mark) return [];
    if (!mark.defined) return [{ what: "Not defined", because: mark.because, name }];
    const { interval } = mark.value;
    return interval.defined ? [] : [{ what: "No interval", because: interval.because, name }];
  });
}

/** Why marks or whiskers are not there, a sentence for each reason. */
export function sayMissing(rows: readonly DotRow[], series: readonly string[]): string[] {
  const names = new Map<string, { given: Missing; names: string[] }>();
  for (const given of rows.flatMap((row) => listMissing(row, series))) {
    const reason = `${given.what} ${given.because}`;
    const known = names.get(reason) ?? { given, names: [] };
    names.set(reason, { given, names: [...known.names, given.name] });
  }
  return [...names.values()].map(({ given, names }) => `${given.what} for ${listNames(names)}: ${given.because}.`);
}
