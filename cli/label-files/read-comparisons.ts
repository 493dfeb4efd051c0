import { Refusal } from "@/lib/refusal";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";
import { type ClusterColumn, type Clusters, findCluster, readClusterCell } from "./clusters";
import { listNamed } from "./named-columns";
import { readName } from "./read-name";
import { type RefuseRow, readNamedRows } from "./read-named-rows";

/** A row is one comparison: who stood left (was shown first), who right, and which was preferred. */
export type ComparisonColumns = {
  left: string;
  right: string;
  winner: string;
  /** The two answers, or how long they are. */
  leftLength: string | null;
  rightLength: string | null;
  cluster: ClusterColumn;
  encoding?: Encoding;
};

/** `left` and `right` are places in `players`, which are in the order of their names. */
export type ReadComparisons = {
  players: string[];
  left: number[];
  right: number[];
  /** 1 where the left one won, -1 the right one, 0 a tie. */
  outcome: number[];
  /** Lengths of both sides, where columns name them. */
  lengths: { left: number[]; right: number[] } | null;
  clusters: Clusters | null;
};

type Row = { left: string; right: string; outcome: number; lengths: [number, number]; cluster: string | null };

const sides: Readonly<Record<string, number>> = { left: 1, first: 1, a: 1, right: -1, second: -1, b: -1 };

/** Which side a winner's cell names: a player, a column, left or right, first or second, A or B, a tie; null for none. */
function readOutcome(text: string, names: { left: string; right: string }, columns: ComparisonColumns): number | null {
  const own = text.toLowerCase();
  if (text === names.left || own === columns.left.toLowerCase()) return 1;
  if (text === names.right || own === columns.right.toLowerCase()) return -1;
  if (/^(?:tie|both|neither|draw|equal)\b/.test(own)) return 0;
  return sides[own] ?? null;
}

/** A number as it stands, or how many characters a text has. */
function readLength(cell: unknown): number {
  const text = cellText(cell);
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : [...text].length;
}

function readRow(cells: Cells, columns: ComparisonColumns, cluster: string | null, refuse: RefuseRow): Row | null {
  const [left, right] = [readName(cells[columns.left], "left side"), readName(cells[columns.right], "right side")];
  if ("because" in left) refuse(columns.left, left.because);
  if ("because" in right) refuse(columns.right, right.because);
  if ("because" in left || "because" in right) return null;
  if (left.name === right.name) refuse(columns.right, `${right.name} is compared with itself`);
  const text = cellText(cells[columns.winner]);
  const outcome = readOutcome(text, { left: left.name, right: right.name }, columns);
  if (outcome === null)
    refuse(columns.winner, `"${text}" names neither side: use its name, left or right, A or B, or tie`);
  const lengthOf = (column: string | null) => (column === null ? 1 : readLength(cells[column]));
  const lengths: Row["lengths"] = [lengthOf(columns.leftLength), lengthOf(columns.rightLength)];
  if (lengths.some((length) => !(length > 0))) refuse(columns.leftLength, "a length has to be above 0");
  const own = cluster === null ? { name: null } : readClusterCell(columns.cluster, cells[cluster]);
  if ("because" in own) refuse(cluster, own.because);
  return {
    left: left.name,
    right: right.name,
    outcome: outcome ?? 0,
    lengths,
    cluster: "name" in own ? own.name : null,
  };
}

/** The comparisons of a file. Throws `Refusal` for rows that are none and for fewer than two players. */
export async function readComparisons(file: string, columns: ComparisonColumns): Promise<ReadComparisons> {
  const { left, right, winner, leftLength, rightLength } = columns;
  const given = columns.cluster === "look" ? null : (columns.cluster?.column ?? null);
  const named = listNamed({
    "--left": left,
    "--right": right,
    "--winner": winner,
    "--left-length": leftLength,
    "--right-length": rightLength,
    "--cluster": given,
  });
  let cluster: string | null = null;
  const rows = await readNamedRows(file, { named, encoding: columns.encoding }, (cells, refuse) => {
    cluster ??= findCluster(columns.cluster, cells, [left, right, winner]);
    return readRow(cells, columns, cluster, refuse);
  });
  const players = [...new Set(rows.flatMap((row) => [row.left, row.right]))].sort((a, b) => (a < b ? -1 : 1));
  if (players.length < 2) throw new Refusal(`${file} compares fewer than two.`);
  const place = new Map(players.map((name, i) => [name, i]));
  const placesOf = (side: "left" | "right") => rows.map((row) => place.get(row[side]) ?? 0);
  return {
    players,
    left: placesOf("left"),
    right: placesOf("right"),
    outcome: rows.map(({ outcome }) => outcome),
    lengths:
      leftLength === null
        ? null
        : { left: rows.map((row) => row.lengths[0]), right: rows.map((row) => row.lengths[1]) },
    clusters:
      cluster === null
        ? null
        : { column: cluster, of: rows.map((row, i) => row.cluster ?? JSON.stringify({ row: i })) },
  };
}
