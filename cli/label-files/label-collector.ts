import type { Folding } from "@/lib/formats/values/fold-labels";
import { Refusal } from "@/lib/refusal";
import { codeTriples, type KeyedRatings } from "@/lib/stats/coded-ratings";
import type { RowPlace } from "@/lib/text/rows/table-rows";
import { type BadRows, describeRow, rowNumber } from "./bad-rows";
import type { Clusters } from "./clusters";
import { describeNames } from "./describe-names";
import { foldFile, type LabelSets } from "./fold-file";
import { quoteName } from "./list-names";
import { RaterColumns } from "./rater-columns";
import { readLabel, type Scale } from "./scale";
import { withoutSilentRaters } from "./silent-raters";
import { StrangerColumns } from "./stranger-columns";
import { describeSumRows, isSumName, sortSumRows } from "./sum-rows";

/** The labels of one value of the --by column; of the whole file (name null) without one. */
export type LabelGroup = {
  name: string | null;
  ratings: KeyedRatings;
  missing: number;
  /** The cluster of each unit (its prompt), where the file names them. */
  clusters: Clusters | null;
};

/** A file's labels, group by group, and what was made of their spellings and of its columns. */
export type AgreementFile = {
  groups: LabelGroup[];
  folding: Folding;
  sets: LabelSets | null;
  notes: string[];
  /** Whether raters are called by their place in a unit's list, which is nobody in particular. */
  isAnonymous?: boolean;
};

type Triple = { unit: string; rater: string; value: string | null };
type Given = Triple & { column: string };
/** Where a cell stands: its row, the part of the file it is measured with, and the cluster of its unit. */
export type Place = { row: RowPlace; group: string; cluster: string | null };

/** The column of clusters; found, not named, it may turn out to be none. */
type ClusterSource = { column: string; isFound: boolean };
type Group = {
  triples: Triple[];
  /** The first row of every unit and rater, as `rowNumber` counts. */
  rows: Map<string, number>;
  clusters: Map<string, { cluster: string; row: number }>;
  /** What rows that name no unit are called like, by unit: "Total". */
  titles: Map<string, string>;
};

/** Beyond this the table of units x raters no longer fits into memory at ease. */
const mostCells = 250_000_000;

export class LabelCollector {
  /** How often each text stands where a label should. */
  readonly labels = new Map<string, number>();
  readonly seenColumns = new Set<string>();
  readonly raterColumns = new RaterColumns();
  private readonly groups = new Map<string, Group>();
  /** Where clusters come from; null where there are none. */
  clusterSource: ClusterSource | null = null;
  /** A unit that lies in two clusters of a column that was found. */
  private splitUnit: string | null = null;

  constructor(
    private readonly file: string,
    private readonly scale: Scale,
    private readonly bad: BadRows,
  ) {}

  refuse({ line, element }: RowPlace, field: string | null, message: string) {
    this.bad.add({ file: this.file, line, element, field, message });
  }

  /** Reads the label of one cell and keeps it, unless the rater has labeled the unit before. */
  add(place: Place, given: Omit<Given, "value">, cell: unknown) {
    const read = readLabel(cell, this.scale);
    if ("because" in read) return this.refuse(place.row, given.column, read.because);
    const { triples, rows, clusters } = this.groupOf(place.group);
    const row = rowNumber(place.row);
    const { unit, rater } = given;
    if (place.cluster !== null) {
      const known = clusters.get(unit) ?? { cluster: place.cluster, row };
      clusters.set(unit, known);
      if (known.cluster !== place.cluster) {
        if (!this.clusterSource?.isFound) return this.refuse(place.row, null, describeSplit(place, unit, known));
        this.splitUnit ??= unit;
      }
    }
    const key = JSON.stringify([unit, rater]);
    const before = rows.get(key);
    if (before !== undefined)
      return this.refuse(
        place.row,
        null,
        `${rater} labels ${unit} again, after ${describeRow(place.row, before)}: keep one`,
      );
    rows.set(key, row);
    if (read.label !== null) this.labels.set(read.label, (this.labels.get(read.label) ?? 0) + 1);
    triples.push({ unit, rater, value: read.label });
  }

  /** Keeps what the row of a unit without a name is called, where it is called like a sum. */
  callRow(group: string, unit: string, title: string | null) {
    if (title !== null) this.groupOf(group).titles.set(unit, title);
  }

  /** Takes out the units that are sums of the others, and says so. */
  private setSumsAside(): string[] {
    const candidates = [...this.groups.values()].flatMap((group) => {
      const last = group.triples.at(-1)?.unit;
      const nameOf = (unit: string) => group.titles.get(unit) ?? unit;
      const units = [...new Set(group.triples.map(({ unit }) => unit))].filter((unit) => isSumName(nameOf(unit)));
      return units.map((unit) => {
        const own = group.triples.filter((triple) => triple.unit === unit);
        const row = group.rows.get(JSON.stringify([unit, own[0]?.rater])) ?? 0;
        const labels = own.flatMap(({ value }) => value ?? []);
        return { group, unit, name: nameOf(unit), row, labels, isLast: unit === last };
      });
    });
    const sorted = sortSumRows(candidates, this.labels);
    for (const { group, unit, labels } of sorted.sums) {
      group.triples = group.triples.filter((triple) => triple.unit !== unit);
      group.clusters.delete(unit);
      for (const label of labels) this.labels.delete(label);
    }
    return describeSumRows(sorted);
  }

  /** Takes out columns that are no rater's, where nobody named the raters, and says so. */
  setStrangersAside(): string[] {
    const groups = [...this.groups.values()];
    const strangers = new StrangerColumns(groups.flatMap(({ triples }) => triples));
    for (const group of groups) {
      for (const { rater, value } of group.triples) if (value !== null && strangers.has(rater)) this.uncount(value);
      group.triples = group.triples.filter(({ rater }) => !strangers.has(rater));
    }
    return strangers.notes();
  }

  private uncount(label: string) {
    const left = (this.labels.get(label) ?? 0) - 1;
    if (left > 0) this.labels.set(label, left);
    else this.labels.delete(label);
  }

  finish(isGrouped: boolean): AgreementFile {
    const sums = this.setSumsAside();
    const { categories, toCategory, folding, sets, notes } = foldFile(this.labels, this.scale);
    const groups = [...this.groups].map(([name, { triples, clusters }]): LabelGroup => {
      const coded = triples.map((triple) => ({
        ...triple,
        value: triple.value === null ? null : toCategory(triple.value),
      }));
      const count = (key: "unit" | "rater") => new Set(triples.map((triple) => triple[key])).size;
      if (count("unit") * count("rater") > mostCells)
        throw new Refusal(
          `${this.file}: ${count("unit")} units by ${count("rater")} raters are more than fit: use --by.`,
        );
      const missing = coded.filter(({ value }) => value === null).length;
      const ratings = withoutSilentRaters(codeTriples(coded, categories));
      const clusterOf = (unit: string) => clusters.get(unit)?.cluster ?? JSON.stringify({ unit });
      const source = this.splitUnit === null && clusters.size > 0 ? this.clusterSource : null;
      return {
        name: isGrouped ? name : null,
        ratings,
        missing,
        clusters: source && { column: source.column, of: ratings.unitKeys.map(clusterOf) },
      };
    });
    return {
      groups,
      folding,
      sets,
      notes: [...sums, ...this.describeSplitUnit(), ...this.describeNames(groups), ...notes],
    };
  }

  private describeNames(measured: readonly LabelGroup[]): string[] {
    const triples = [...this.groups.values()].flatMap((group) => group.triples);
    const namesOf = (key: "unit" | "rater") => [...new Set(triples.map((triple) => triple[key]))];
    const counted = new Set(measured.flatMap(({ ratings }) => ratings.raterKeys));
    return describeNames({
      units: namesOf("unit"),
      raters: namesOf("rater"),
      groups: [...this.groups.keys()],
      counted,
    });
  }

  private describeSplitUnit(): string[] {
    const { splitUnit, clusterSource } = this;
    if (splitUnit === null || clusterSource === null) return [];
    return [
      `${quoteName(splitUnit)} has several values of ${clusterSource.column}, so that units are not clustered by it.`,
    ];
  }

  private groupOf(name: string) {
    const known = this.groups.get(name);
    if (known) return known;
    const group: Group = { triples: [], rows: new Map(), clusters: new Map(), titles: new Map() };
    this.groups.set(name, group);
    return group;
  }
}

const describeSplit = (place: Place, unit: string, { cluster, row }: { cluster: string; row: number }) =>
  `${unit} is of "${cluster}" on ${describeRow(place.row, row)}, here of "${place.cluster}": a unit lies in one cluster, so mend one of them, or give the two units names of their own`;
