/*
 * The items of a study in memory, for trying out how a plan goes: what a claim asks of the database (which item behind a place has a slot
 * for this rater) is asked here of sorted lists. Policies draw as they do in a claim: only the taking is another.
 */

export type ShelfItem = {
  externalId: string;
  conditionId: string | null;
  tier: string | null;
  taskId: string;
  position: number;
  fileIndex: number;
};

/** So many labels of each item from raters of this share; null: from anybody. */
export type ShelfShare = { share: string | null; labels: number };

/** What a rater of the rehearsal has met, by the item's place on the shelf. */
export type Reader = { share: string | null; handled: Uint8Array; prompts: Map<string, number> };

/** Items in an order, and for each share the next from each that may have a slot. */
type Row = {
  items: Int32Array;
  places: Float64Array;
  next: Map<string | null, Int32Array>;
  /** Where in it each item of the shelf is; -1: elsewhere. */
  placeIn: Int32Array;
};

export type ShelfCell = { conditionId: string | null; tier: string | null; taken: number; open: number; row: Row };

type Wish = { behind: number; upTo?: number; isAllowed?: (item: number) => boolean };

const top = 2 ** 31 - 1;

export class Shelf {
  private readonly free = new Map<string | null, Int16Array>();
  /** Items that got a slot back after they may have been passed over as full. */
  private readonly returned = new Map<string | null, Set<number>>();
  private readonly rows = new Map<string, Row>();
  private readonly cellsByKind = new Map<boolean, ShelfCell[]>();
  private readonly byName: ReadonlyMap<string, number>;
  readonly last: number;

  constructor(
    readonly items: readonly ShelfItem[],
    readonly shares: readonly ShelfShare[],
  ) {
    for (const { share, labels } of shares) this.free.set(share, new Int16Array(items.length).fill(labels));
    this.byName = new Map(items.map(({ externalId }, item) => [externalId, item]));
    this.last = items.reduce((last, { position }) => Math.max(last, position), -1);
  }

  meet(share: string | null): Reader {
    return { share, handled: new Uint8Array(this.items.length), prompts: new Map() };
  }

  find(name: string): number | undefined {
    return this.byName.get(name);
  }

  placeOf(item: number, column: "position" | "fileIndex"): number {
    return this.items[item]?.[column] ?? -1;
  }

  /** All items, along a column. */
  along(column: "position" | "fileIndex"): Row {
    const known = this.rows.get(column);
    if (known) return known;
    const row = this.makeRow(
      this.items.map((_, item) => item),
      column,
    );
    this.rows.set(column, row);
    return row;
  }

  /** The cells of the design with their labels, which `take` and `giveBack` keep. */
  cells(withTiers: boolean): ShelfCell[] {
    const known = this.cellsByKind.get(withTiers);
    if (known) return known;
    const members = new Map<string, number[]>();
    for (const [item, { conditionId, tier }] of this.items.entries()) {
      const name = JSON.stringify([conditionId, withTiers ? tier : null]);
      const own = members.get(name);
      if (own) own.push(item);
      else members.set(name, [item]);
    }
    const cells = [...members.values()].map((own) => {
      const first = this.items[own[0] ?? 0];
      const open = own.reduce((sum, item) => sum + this.freeOn(item), 0);
      const conditionId = first?.conditionId ?? null;
      return {
        conditionId,
        tier: withTiers ? (first?.tier ?? null) : null,
        taken: 0,
        open,
        row: this.makeRow(own, "position"),
      };
    });
    this.cellsByKind.set(withTiers, cells);
    return cells;
  }

  freeOn(item: number): number {
    let sum = 0;
    for (const own of this.free.values()) sum += own[item] ?? 0;
    return sum;
  }

  /** How many slots of each share are free. */
  countFree(): Map<string | null, number> {
    return new Map([...this.free].map(([share, own]) => [share, own.reduce((sum, free) => sum + free, 0)]));
  }

  isOpen(item: number, { share, handled }: Reader): boolean {
    return handled[item] === 0 && (this.free.get(share)?.[item] ?? 0) > 0;
  }

  /** The first open item of a row behind a place (up to another): not taken yet. */
  seek(row: Row, reader: Reader, wish: Wish): number | null {
    const [found, back] = [this.seekOnward(row, reader, wish), this.seekReturned(row, reader, wish)];
    if (found === null || back === null) return found ?? back;
    return (row.placeIn[back] ?? 0) < (row.placeIn[found] ?? 0) ? back : found;
  }

  private seekReturned(row: Row, reader: Reader, { behind, upTo = top, isAllowed }: Wish): number | null {
    let first: number | null = null;
    for (const item of this.returned.get(reader.share) ?? []) {
      const at = row.placeIn[item] ?? -1;
      const place = row.places[at] ?? -1;
      const isAhead = at >= 0 && place > behind && place <= upTo;
      if (!isAhead || !this.isOpen(item, reader) || (isAllowed && !isAllowed(item))) continue;
      if (first === null || at < (row.placeIn[first] ?? 0)) first = item;
    }
    return first;
  }

  private seekOnward(row: Row, reader: Reader, { behind, upTo = top, isAllowed }: Wish): number | null {
    for (let at = this.findNext(row, reader.share, firstBehind(row.places, behind)); at < row.items.length; ) {
      const item = row.items[at] ?? 0;
      if ((row.places[at] ?? top) > upTo) return null;
      if (reader.handled[item] === 0 && (isAllowed === undefined || isAllowed(item))) return item;
      at = this.findNext(row, reader.share, at + 1);
    }
    return null;
  }

  /** From a place to the end, then once around, as a walk goes. */
  seekAround(row: Row, reader: Reader, behind: number, isAllowed?: (item: number) => boolean): number | null {
    const ahead = this.seek(row, reader, { behind, isAllowed });
    return ahead !== null || behind < 0 ? ahead : this.seek(row, reader, { behind: -1, upTo: behind, isAllowed });
  }

  take(item: number, reader: Reader) {
    this.change(item, reader, -1);
    reader.handled[item] = 1;
    const { taskId } = this.items[item] ?? { taskId: "" };
    reader.prompts.set(taskId, (reader.prompts.get(taskId) ?? 0) + 1);
  }

  /** A skipped item: its slot is free, and this rater does not meet it again. */
  giveBack(item: number, reader: Reader) {
    this.change(item, reader, 1);
    const known = this.returned.get(reader.share);
    if (known) known.add(item);
    else this.returned.set(reader.share, new Set([item]));
  }

  private change(item: number, { share }: Reader, by: number) {
    const own = this.free.get(share);
    if (own) own[item] = (own[item] ?? 0) + by;
    if (own?.[item] === 0) this.returned.get(share)?.delete(item);
    for (const [withTiers, cells] of this.cellsByKind) {
      const { conditionId = null, tier = null } = this.items[item] ?? {};
      const cell = cells.find((one) => one.conditionId === conditionId && (!withTiers || one.tier === tier));
      if (!cell) continue;
      cell.open += by;
      cell.taken -= by;
    }
  }

  private makeRow(items: readonly number[], column: "position" | "fileIndex"): Row {
    const sorted = items.toSorted((a, b) => this.placeOf(a, column) - this.placeOf(b, column));
    const placeIn = new Int32Array(this.items.length).fill(-1);
    for (const [at, item] of sorted.entries()) placeIn[item] = at;
    return {
      items: Int32Array.from(sorted),
      places: Float64Array.from(sorted, (item) => this.placeOf(item, column)),
      next: new Map(),
      placeIn,
    };
  }

  /** The first place from `at` on whose item has a slot for the share. What is full is passed over at once the next time. */
  private findNext(row: Row, share: string | null, at: number): number {
    const free = this.free.get(share);
    if (!free) return row.items.length;
    let next = row.next.get(share);
    if (!next) {
      next = Int32Array.from(row.items, (_, place) => place);
      row.next.set(share, next);
    }
    let found = at;
    while (found < next.length) {
      const known = next[found] ?? next.length;
      if (known !== found) found = known;
      else if ((free[row.items[found] ?? 0] ?? 0) > 0) break;
      else {
        next[found] = found + 1;
        found += 1;
      }
    }
    for (let place = at; place < found; ) {
      const known = next[place] ?? found;
      next[place] = found;
      place = known;
    }
    return found;
  }
}

/** The first index whose place lies behind this one. */
function firstBehind(places: Float64Array, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? top) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
