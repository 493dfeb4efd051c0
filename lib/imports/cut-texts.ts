import type { ImportRecord } from "@/lib/exchange/records";

const longest = 400;
const mostEntries = 20;

function cut(value: unknown): unknown {
  if (typeof value === "string") return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map(cut);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostEntries)
      .map(([key, inner]) => [key, cut(inner)]),
  );
}

/** A record to show: long texts and lists cut. */
export const cutTexts = (record: ImportRecord): ImportRecord => cut(record) as ImportRecord;
