import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { readFrame, readRaters, type StudyFrame } from "@/lib/analysis/frame-queries";
import { type Added, LabelColumnsBuilder, type SharedColumns, type Since } from "@/lib/analysis/label-columns";
import {
  listBlankRevisions,
  listRecent,
  listVersionRows,
  type NewRow,
  readLabels,
  readNewLabels,
  readSkips,
} from "@/lib/analysis/label-row-queries";
import type { LabelTable, RaterFacts } from "@/lib/analysis/label-table";
import { fromSharedMemory, intoSharedMemory } from "@/lib/analysis/shared-memory";
import { countByVersion, type VersionRow } from "@/lib/analysis/version-counts";
import { reader } from "@/lib/db/reader";
import { designSql } from "@/lib/studies/fingerprint";
import type { StudyAccess } from "@/lib/studies/proof";

/** Work on a read-only snapshot: everything is as of one moment. */
async function inSnapshot<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await (await reader()).connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // A million labels are joined in memory rather than in files beside the database.
    await client.query("SET LOCAL work_mem = '128MB'");
    const value = await work(client);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const placesOf = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

const placesByFrame = new WeakMap<StudyFrame, Record<"items" | "versions", Map<string, number>>>();

/** Where items and versions stand: only for whoever reads, as an index of all items weighs as much as they do. */
function placesIn(frame: StudyFrame) {
  const known = placesByFrame.get(frame);
  if (known) return known;
  const places = { items: placesOf(frame.items.ids), versions: placesOf(idsOf(frame.versions)) };
  placesByFrame.set(frame, places);
  return places;
}

const noSkips = { item: new Int32Array(0), rater: new Int32Array(0) };

/** What the thread knows of a study, and as of when. */
type Known = {
  /** What is designed or loaded: whatever stands in it changes with this text. */
  design: string;
  /** The oldest transaction that had not ended: what it and younger ones store may be new. */
  horizon: string;
  /** Judgments of such transactions that have been read nevertheless. */
  recent: Set<string>;
  frame: StudyFrame;
  raters: RaterFacts[];
  skips: LabelTable["skips"];
  labels: LabelColumnsBuilder;
  counts: VersionRow[];
};

type Moment = Pick<Known, "design" | "horizon">;

async function readMoment(client: PoolClient, studyId: string): Promise<Moment> {
  const sql = `SELECT ${designSql} AS design, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon`;
  const { rows } = await client.query<Moment>(sql, [studyId]);
  return { design: rows[0]?.design ?? "", horizon: rows[0]?.horizon ?? "0" };
}

async function readAll(client: PoolClient, studyId: string, moment: Moment): Promise<Known> {
  const frame = await readFrame(client, studyId);
  const raters = await readRaters(client, studyId);
  const labels = await readLabels(client, studyId, frame.questionKeys);
  const [{ items }, raterPlaces] = [placesIn(frame), placesOf(idsOf(raters))];
  for (const { item, rater, ...vote } of await listBlankRevisions(client, studyId, frame.questionKeys))
    labels.addBlank({ ...vote, item: items.get(item) ?? -1, rater: raterPlaces.get(rater) ?? -1 });
  labels.trim();
  return {
    ...moment,
    frame,
    raters,
    labels,
    counts: await listVersionRows(client, studyId),
    skips: noSkips,
    recent: await listRecent(client, studyId, moment.horizon),
  };
}

/** Takes over who is there now. False where somebody is there no more: then their labels are not either. */
function takeRaters(known: Known, raters: RaterFacts[]): boolean {
  const places = placesOf(idsOf(raters));
  const moved = Int32Array.from(known.raters, ({ id }) => places.get(id) ?? -1);
  if (moved.includes(-1)) return false;
  if (moved.some((place, before) => place !== before)) known.labels.renumberRaters(moved);
  known.raters = raters;
  return true;
}

/** Adds a judgment's answer. False where it belongs to something that was not there. */
function addRow(known: Known, raterPlaces: Map<string, number>, row: NewRow): boolean {
  const places = placesIn(known.frame);
  const item = places.items.get(row.item);
  const rater = raterPlaces.get(row.rater);
  const version = places.versions.get(row.version);
  if (item === undefined || rater === undefined || version === undefined) return false;
  const { question } = row;
  if (question === null) known.labels.addBlank({ ...row, item, rater });
  else known.labels.add({ ...row, item, rater, version, question });
  return true;
}

/** Reads what is new. False where that cannot be told from what was read: then all is to be read anew. */
async function readOn(client: PoolClient, studyId: string, known: Known, moment: Moment): Promise<boolean> {
  if (known.design !== moment.design || !takeRaters(known, await readRaters(client, studyId))) return false;
  const range = { studyId, since: known.horizon, next: moment.horizon };
  const raterPlaces = placesOf(idsOf(known.raters));
  const recent = new Set<string>();
  for (const row of await readNewLabels(client, range, known.frame.questionKeys)) {
    if (row.isRecent) recent.add(row.judgment);
    if (known.recent.has(row.judgment)) continue;
    if (!addRow(known, raterPlaces, row)) return false;
  }
  Object.assign(known, { horizon: moment.horizon, recent, counts: await listVersionRows(client, studyId) });
  return true;
}

async function readSkipped(
  client: PoolClient,
  studyId: string,
  { frame, raters }: Known,
): Promise<LabelTable["skips"]> {
  const skips = await readSkips(client, studyId);
  if (skips.length === 0) return noSkips;
  const [{ items }, raterPlaces] = [placesIn(frame), placesOf(idsOf(raters))];
  return {
    item: Int32Array.from(skips, ({ item }) => items.get(item) ?? -1),
    rater: Int32Array.from(skips, ({ rater }) => raterPlaces.get(rater) ?? -1),
  };
}

const noLabels: Since = { questions: 0, targets: 0, values: 0, labels: 0 };

/** What passes between readings is put together again after so many. */
const mostParts = 32;

/** A study's labels as all threads have them: nothing of it is copied on its way from one to another. */
export type SharedLabels = {
  /** All that was read anew at once, and everything read on since. */
  generation: string;
  readings: number;
  frame: SharedArrayBuffer;
  /** A `Book`. */
  book: SharedArrayBuffer;
  /** `Added`, by the reading that brought it. */
  added: { reading: number; part: SharedArrayBuffer }[];
  columns: Pick<SharedColumns, "columns" | "count">;
  bytes: number;
};

/** What is small, and may change with every label. */
type Book = Moment & Pick<Known, "recent" | "raters" | "skips" | "counts">;

function weigh({ frame, book, added, columns: { columns } }: Omit<SharedLabels, "bytes">): number {
  const memories = [frame, book, ...added.map(({ part }) => part), ...Object.values(columns)];
  return memories.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function makeTable({ frame, raters, labels, counts, skips }: Known): LabelTable {
  const { study, versions, items, factors, conditions } = frame;
  const rule = { countRepeats: study.countRepeats, countSimulated: study.isDemo };
  const numbers = versions.map(({ number }) => number);
  const counted = countByVersion(numbers, counts, rule);
  return {
    study,
    raters,
    items,
    factors,
    conditions,
    skips,
    versions: versions.map((version, place) => ({
      ...version,
      isUsed: counted[place]?.isUsed ?? false,
      labels: counted[place]?.labels ?? 0,
    })),
    questionKeys: labels.questions.texts,
    targets: labels.targets.texts,
    values: labels.values.texts,
    labels: labels.finish(),
  };
}

/** The labels of a study in one thread: read once, and from then on only what is new, whichever thread reads it. */
export class StudyLabels {
  private known: Known | null = null;
  private table: LabelTable | null = null;
  /** As it was last handed over, and how far that went. */
  private shared: SharedLabels | null = null;
  private reached = noLabels;

  constructor(private readonly studyId: string) {}

  /** As of now. What was given out before does not change. Throws `StudyGone`. */
  async read(): Promise<LabelTable> {
    const { studyId } = this;
    // What fails in the midst of reading on may have been added in part.
    const before = this.known;
    this.known = null;
    return inSnapshot(async (client) => {
      const moment = await readMoment(client, studyId);
      const isUpToDate = before !== null && (await readOn(client, studyId, before, moment));
      const known = isUpToDate ? before : await readAll(client, studyId, moment);
      if (!isUpToDate) this.shared = null;
      known.skips = await readSkipped(client, studyId, known);
      this.table = makeTable(known);
      this.known = known;
      return this.table;
    });
  }

  /** As it was read or taken over last. */
  getTable(): LabelTable {
    if (!this.table) throw new RangeError("StudyLabels: nothing has been read");
    return this.table;
  }

  /** What was read last, for other threads. */
  share(): SharedLabels {
    const { known, shared: before } = this;
    if (!known) throw new RangeError("StudyLabels: nothing has been read");
    const { design, horizon, recent, raters, skips, counts, labels } = known;
    const readings = (before?.readings ?? 0) + 1;
    const earlier = before && before.added.length < mostParts ? before.added : [];
    const { added, ...columns } = labels.handOver(earlier.length > 0 ? this.reached : noLabels);
    const parts = {
      generation: before?.generation ?? randomUUID(),
      readings,
      columns,
      frame: before?.frame ?? intoSharedMemory(known.frame),
      book: intoSharedMemory({ design, horizon, recent, raters, skips, counts } satisfies Book),
      added: [...earlier, { reading: readings, part: intoSharedMemory(added) }],
    };
    this.reached = labels.reached;
    this.shared = { ...parts, bytes: weigh(parts) };
    return this.shared;
  }

  /** Goes on from what another thread has read, unless this one is as far. */
  takeOver(shared: SharedLabels): void {
    const isSame = this.known !== null && this.shared?.generation === shared.generation;
    const readings = isSame ? (this.shared?.readings ?? 0) : 0;
    if (readings >= shared.readings) return;
    const [frame, labels] =
      isSame && this.known
        ? [this.known.frame, this.known.labels]
        : [fromSharedMemory<StudyFrame>(shared.frame), new LabelColumnsBuilder()];
    const parts = shared.added.filter(({ reading }) => reading > readings);
    labels.takeOver(
      shared.columns,
      parts.map(({ part }) => fromSharedMemory<Added>(part)),
    );
    this.known = { ...fromSharedMemory<Book>(shared.book), frame, labels };
    this.table = makeTable(this.known);
    this.shared = shared;
    this.reached = labels.reached;
  }
}

/**
 * All labels of a study that can agree or disagree, with what the rule of what counts needs to know, as of one
 * moment. Nothing is left out here: `selectLabels` does that and counts it. Throws `StudyGone`.
 */
export const readLabelTable = ({ studyId }: Pick<StudyAccess, "studyId">): Promise<LabelTable> =>
  new StudyLabels(studyId).read();
