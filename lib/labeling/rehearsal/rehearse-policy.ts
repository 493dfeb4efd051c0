import type { Reader, Shelf } from "@/lib/labeling/rehearsal/shelf";

/** Who asks in a rehearsal: what a policy's draws turn on. `met`: items given so far. */
export type RehearsedTurn<Settings> = {
  shelf: Shelf;
  reader: Reader;
  raterId: string;
  seed: number;
  settings: Settings;
  cursor: number;
  met: number;
};

/** An item of the shelf, not taken yet, or "again": one that the rater has labeled already. */
export type RehearsedItem = { item: number | "again"; cursor: number };

export type Rehearse<Settings> = (turn: RehearsedTurn<Settings>) => RehearsedItem | null;
