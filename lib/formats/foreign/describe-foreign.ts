import type { Foreign } from "@/lib/formats/foreign/foreign";
import { labelingTools } from "@/lib/formats/foreign/labeling-tools";
import { modelLogs } from "@/lib/formats/foreign/model-logs";
import type { Cells } from "@/lib/text/rows/table-rows";

const foreigners: readonly Foreign[] = [...labelingTools, ...modelLogs];

/** Why a file is not read without being told how: whose it seems to be, what would be mistaken, and what to do. Null for others. */
export function describeForeign(columns: readonly string[], first: Cells): string | null {
  const known = new Set(columns.map((column) => column.toLowerCase()));
  const has = (...names: string[]) => names.every((name) => known.has(name));
  const found = foreigners.find(({ fits }) => fits(has, first, columns));
  if (!found) return null;
  const { holds, way } = found;
  return "tool" in found
    ? `This looks like an export of ${found.tool}, with ${holds}. It is not read as it stands, so that no label is taken for a text or lost. Say how to read it: ${way}`
    : `This looks like ${found.what}, with ${holds}. It is not read as it stands: ${way}`;
}
