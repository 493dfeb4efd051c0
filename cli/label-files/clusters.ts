import { countOf } from "@/lib/format-number";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";
import { readName } from "./read-name";

/** What units share: a column that was named, one that is looked for by its name, or nothing. */
export type ClusterColumn = { column: string } | "look" | null;

/** What --cluster and --no-cluster say. */
export function readCluster(typed: string | false | undefined): ClusterColumn {
  if (typed === false) return null;
  return typed === undefined ? "look" : { column: typed.trim() };
}

/** What a column is called whose items hang together. */
const usualClusters = [/^task$/i, /^prompt$/i, /^task[ _-]?id$/i, /^prompt[ _-]?id$/i];

/** The column of the clusters in a row, named or found; null where there is none. `taken` are of other use. */
export function findCluster(given: ClusterColumn, row: Cells, taken: readonly (string | null)[]): string | null {
  if (given !== "look") return given?.column ?? null;
  const names = Object.keys(row).filter((name) => !taken.includes(name));
  for (const usual of usualClusters) {
    const found = names.find((name) => usual.test(name.trim()));
    if (found !== undefined) return found;
  }
  return null;
}

/** The cluster of a row: null where it has none, which only a column that was found may have. */
export function readClusterCell(given: ClusterColumn, cell: unknown): { name: string | null } | { because: string } {
  if (given === null || (given === "look" && cellText(cell) === "")) return { name: null };
  return readName(cell, "cluster");
}

/** The clusters of units, and what is said of them. */
export type Clusters = { column: string; of: string[] };

/** Whether units share clusters, of which there are two or more: else each is taken for itself. */
export function hasShared(clusters: Clusters | null): boolean {
  if (clusters === null) return false;
  const count = new Set(clusters.of).size;
  return count > 1 && count < clusters.of.length;
}

/** How intervals take units, in a sentence. */
export function describeClusters(clusters: Clusters | null, given: ClusterColumn, seed: number): string {
  if (clusters === null)
    return `Intervals take units as independent (--cluster names what they share); resamples are of units, seed ${seed}.`;
  if (!hasShared(clusters))
    return `Units share no ${clusters.column} that could be resampled: intervals take them as independent, seed ${seed}.`;
  const values = `${countOf(new Set(clusters.of).size, "value")} of ${clusters.column}`;
  const found = given === "look" ? " (--no-cluster takes units as independent)" : "";
  return `Intervals resample the ${values} whole${found}, seed ${seed}.`;
}
