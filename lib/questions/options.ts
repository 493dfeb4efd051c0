import { mostOptions, type Option, optionSchema, type Zod } from "@/lib/questions/fields";
import type { Value } from "@/lib/questions/kind";
import { labelKey } from "@/lib/text/label-spelling";

/** Options of the question, or "item": each item's own candidates (who said it). */
export const optionsSchema = (z: Zod) =>
  z.union([z.literal("item"), z.array(optionSchema(z)).min(2, "Give at least two options").max(mostOptions)]);

export type Options = "item" | Option[];

export const freshOptions = (): Option[] =>
  ["Yes", "No"].map((label) => ({ key: label.toLowerCase(), label, description: "" }));

export const listOptionValues = (options: Options): Value[] =>
  options === "item" ? [] : options.map(({ key, label }) => ({ value: key, label }));

export function findOptionProblems(options: Options): [field: string, message: string][] {
  const keys = options === "item" ? [] : options.map(({ key }) => key);
  return new Set(keys).size < keys.length ? [["options", "Two options have the same key"]] : [];
}

/** The key of an option that a file names by key or label, in another spelling too; null where it names none. */
export function findOptionKey(options: Options, value: string): string | null {
  if (options === "item" || options.some(({ key }) => key === value)) return value;
  const spelling = labelKey(value);
  const found =
    options.find(({ key }) => labelKey(key) === spelling) ?? options.find(({ label }) => labelKey(label) === spelling);
  return found?.key ?? null;
}

/** Whether every option of the one is an option of the other. */
export function coversOptions(offered: Options, wanted: Options): boolean {
  if (offered === "item" || wanted === "item") return offered === wanted;
  const keys = new Set(offered.map(({ key }) => key));
  return wanted.every(({ key }) => keys.has(key));
}

/** Keys of an item's parts, as many as it may have. */
export const partKeysInOrder = Array.from({ length: mostOptions }, (_, place) => String(place + 1));
