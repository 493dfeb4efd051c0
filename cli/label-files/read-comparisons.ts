import { Refusal } from "@/lib/refusal";
import type { Encoding } from "@/lib/text/bytes/encodings";
import type { Cells } from "@/lib/text/rows/table-rows";
import { type ClusterColumn, type Clusters, findCluster, readClusterCell } from "./clusters";
import { listNamed } from "./named-columns";
import { readName } from "./read-name";
import { type RefuseRow, readNamedRows } from "./read-named-rows";
import { readWinner } from "./read-winner";
import { type LengthCell, lengthsOf, readLengthCell } from "./side-lengths";

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

type Row = {
  left: string;
  right: string;
  outcome: number;
  lengths: { left: LengthCell; right: LengthCell } | null;
  cluster: string | null;
};

function readRow(cells: Cells, columns: ComparisonColumns, cluster: string | null, refuse: RefuseRow): Row | null {
  const [left, right] = [readName(cells[columns.left], "left side"), readName(cells[columns.right], "right side")];
  if ("because" in left) refuse(columns.left, left.because);
  if ("because" in right) refuse(columns.right, right.because);
  if ("because" in left || "because" in right) return null;
  if (left.name === right.name) refuse(columns.right, `${right.name} is compared with itself`);
  const winner = readWinner(cells[columns.winner], { left: left.name, right: right.name }, columns);
  if (typeof winner !== "number") refuse(columns.winner, winner.because);
  const { leftLength, rightLength } = columns;
  const own = cluster === null ? { name: null } : readClusterCell(columns.cluster, cells[cluster]);
  if ("because" in own) refuse(cluster, own.because);
  return {
    left: left.name,
    right: right.name,
    outcome: typeof winner === "number" ? winner : 0,
    lengths:
      leftLength === null || rightLength === null
        ? null
        : { left: readLengthCell(cells[leftLength], refuse), right: readLengthCell(cells[rightLength], refuse) },
    cluster: "name" in own ? own.name : null,
  };
}

/** Lengths of both sides, where columns name them. */
function readLengths(rows: readonly Row[], { leftLength, rightLength }: ComparisonColumns): ReadComparisons["lengths"] {
  if (leftLength === null || rightLength === null) return null;
  const cellsOf = (side: "left" | "right") => rows.flatMap(({ lengths }) => lengths?.[side] ?? []);
  return { left: lengthsOf(cellsOf("left"), leftLength), right: lengthsOf(cellsOf("right"), rightLength) };
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
  let lengths: ReadComparisons["lengths"] = null;
  const rows = await readNamedRows(
    file,
    { named, encoding: columns.encoding },
    (cells, refuse) => {
      cluster ??= findCluster(columns.cluster, cells, [left, right, winner]);
      return readRow(cells, columns, cluster, refuse);
    },
    (all) => {
      lengths = readLengths(all, columns);
    },
  );
  const players = [...new Set(rows.flatMap((row) => [row.left, row.right]))].sort((a, b) => (a < b ? -1 : 1));
  if (players.length < 2) throw new Refusal(`${file} compares fewer than two.`);
  const place = new Map(players.map((name, i) => [name, i]));
  const placesOf = (side: "left" | "right") => rows.map((row) => place.get(row[side]) ?? 0);
  return {
    players,
    left: placesOf("left"),
    right: placesOf("right"),
    outcome: rows.map(({ outcome }) => outcome),
    lengths,
    clusters:
      cluster === null
        ? null
        : { column: cluster, of: rows.map((row, i) => row.cluster ?? JSON.stringify({ row: i })) },
  };
}
