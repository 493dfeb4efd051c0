import { describeForeign } from "@/lib/formats/foreign/describe-foreign";
import { isJsonObject, type JsonObject, tryParseJson } from "@/lib/text/rows/parse-json";

/*
 * A file that is one object of JSON and no list of rows: where its rows are, and how to write them.
 */

const records = 'use to_json(path, orient="records", lines=True)';

type Shape = { fits: (value: JsonObject, inner: readonly unknown[]) => boolean; because: string };

const isRow = (value: unknown) => isJsonObject(value) && Object.keys(value).length > 0;

/** From the most particular to the most general. */
const shapes: readonly Shape[] = [
  { fits: (_, inner) => inner.length === 0, because: "It is an empty object" },
  {
    fits: ({ nbformat, cells }) => nbformat !== undefined && Array.isArray(cells),
    because: "It is a notebook (.ipynb), not its data: write the table from within it",
  },
  {
    fits: ({ columns, data }) => Array.isArray(columns) && Array.isArray(data),
    because: `It is a table in two parts (columns, data), as pandas writes it with orient="split": ${records}`,
  },
  {
    fits: ({ schema, data }) => isJsonObject(schema) && Array.isArray(data),
    because: `It is a table with its schema, as pandas writes it with orient="table": ${records}`,
  },
  {
    fits: ({ error, errors, detail }, inner) =>
      inner.length <= 4 && [error, errors, detail].some((member) => Boolean(member)) && findRows(inner) === null,
    because: "It is the message of a server about an error, not the file: fetch it again",
  },
  {
    fits: (_, inner) => inner.length > 1 && inner.every((member) => Array.isArray(member)),
    because: `It holds a list for each column, as pandas' to_dict("list") does: ${records}`,
  },
  {
    fits: (value, inner) => inner.every(isRow) && !(inner.length === 1 && findRows(value) !== null),
    because: `It is an object of objects, as pandas writes a table by index or by column: ${records}`,
  },
];

const deepest = 3;

/** Where a list of rows stands in an object, or in objects of it: `hits.hits`. */
function findRows(value: object, depth = 1): string | null {
  const members = Object.entries(value);
  const [list] = members.find(([, member]) => Array.isArray(member) && member.length > 0 && member.every(isRow)) ?? [];
  if (list !== undefined || depth === deepest) return list ?? null;
  for (const [name, member] of members) {
    const inner = isJsonObject(member) ? findRows(member, depth + 1) : null;
    if (inner !== null) return `${name}.${inner}`;
  }
  return null;
}

const named = (name: string) => `Its rows stand in the list "${name}" of an object: write that list alone`;

/** Why one object is no table; null for one that may be a row among others. */
export function explainObject(value: JsonObject): string | null {
  const foreign = describeForeign(Object.keys(value), value);
  if (foreign !== null) return foreign;
  const inner = Object.values(value);
  const known = shapes.find(({ fits }) => fits(value, inner));
  if (known) return known.because;
  const list = findRows(value);
  return list === null ? null : named(list);
}

/** The same for the text of a file that begins with an object, of which only the beginning may be here. */
export function explainObjectText(text: string, isHead: boolean): string | null {
  const { value } = tryParseJson(text);
  if (isJsonObject(value))
    return (
      explainObject(value) ?? "It is one object and no list of rows: write [ ] around it, or every object in one line"
    );
  if (/^\s*\{\s*"features"\s*:\s*\[/.test(text) && /"row_idx"\s*:/.test(text))
    return describeForeign([], { features: [], rows: [] });
  const [, list] = /"([^"\\]{1,60})"\s*:\s*\[\s*\{/.exec(text.slice(0, 2000)) ?? [];
  return isHead && list !== undefined ? named(list) : null;
}
