import { isJsonObject, tryParseJson } from "@/lib/text/rows/parse-json";

/** What a judge said about an item: its probabilities and the option it finds likeliest, by part key; or that it cannot be read. */
export type Distribution =
  | { isParsed: true; choice: string; probabilities: Record<string, number> }
  | { isParsed: false };

/** The benchmark's own tolerance. */
const tolerance = 1e-5;

/** How many opening brackets are tried: a text full of them must not cost its square. */
const maxTries = 50;

/** The last JSON object in a text that may reason before it answers. */
export function lastObject(text: string): Record<string, unknown> | null {
  const end = text.lastIndexOf("}") + 1;
  let start = end;
  for (let tries = 0; tries < maxTries && start > 0; tries++) {
    start = text.lastIndexOf("{", start - 1);
    if (start < 0) return null;
    const { value } = tryParseJson(text.slice(start, end));
    if (isJsonObject(value)) return value;
  }
  return null;
}

const toProbability = (value: unknown) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= 1 ? number : null;
};

/**
 * Puts a distribution together from the columns `prob1` ... and, for options that have no column (the fifth has none in
 * the benchmark's files), from the JSON in the response. Probabilities that do not sum to 1 are a failed parse: they are
 * never rescaled. Of two options equally likely the first counts, as in the benchmark.
 */
export function judgeDistribution(
  columns: readonly unknown[],
  response: string,
  options: readonly string[],
): Distribution {
  const stated = lastObject(response);
  const values = stated ? Object.values(stated) : [];
  const count = options.length > 0 ? options.length : Math.max(columns.length, values.length);
  const probabilities = Array.from({ length: count }, (_, place) => {
    const option = options[place];
    const inResponse = option !== undefined && stated && Object.hasOwn(stated, option) ? stated[option] : undefined;
    return (
      toProbability(columns[place]) ?? toProbability(inResponse ?? (options.length > 0 ? undefined : values[place]))
    );
  });
  const known = probabilities.filter((probability) => probability !== null);
  const total = known.reduce((sum, probability) => sum + probability, 0);
  if (known.length < count || count < 2 || Math.abs(total - 1) > tolerance) return { isParsed: false };
  const choice = String(known.indexOf(Math.max(...known)) + 1);
  return {
    isParsed: true,
    choice,
    probabilities: Object.fromEntries(known.map((probability, place) => [String(place + 1), probability])),
  };
}
