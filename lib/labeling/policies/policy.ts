import type { z } from "zod";
import type { Queryable } from "@/lib/db/pg-transaction";
import type { Purpose } from "@/lib/generated/prisma/enums";
import type { TakenItem, UncountedItem } from "@/lib/labeling/claim/open-items";
import type { EmptyReason, News, Stage } from "@/lib/labeling/contract";
import type { Rehearse, RehearsedItem, RehearsedTurn } from "@/lib/labeling/rehearsal/rehearse-policy";
import type { RaterSeat } from "@/lib/labeling/seat";
import type { ReservedCounts } from "@/lib/labeling/show/servable-items";
import type { SlotRule } from "@/lib/slots/slot-rule";

/** Before a rater's first item of a policy. */
export const beforeFirst = -1;

/** Who asks, and how the study has set the policy. */
export type Standing<Settings> = { seat: RaterSeat; settings: Settings };

/**
 * `cursor`: where the rater stands in this policy, as it last said itself; `beforeFirst` until it has. `met`: how many items
 * this rater was given so far, labeled or on the desk, those that came again not counted.
 */
export type Turn<Settings> = Standing<Settings> & { cursor: number; met: number };

/**
 * An item, and where the rater stands with it. `order`: its parts as they are to be shown, where that is not drawn anew.
 * `occurrence`: which time this rater is given it by this policy; the first where nothing is said.
 */
export type Given<Item> = { item: Item; cursor: number; order?: readonly string[]; occurrence?: number };

/** Nothing comes of this policy now, nor of those after it: the rater has to pass here first. */
export const halt = "halt";
type Halt = typeof halt;

/** Why nothing more comes of a policy. `until` only where waiting helps; `tally`: more about it, or whom what is left waits for, a sentence each. */
export type Emptiness = { reason: EmptyReason; until?: Date | undefined; tally?: string[] };

/** How a rater gave up items that they had not labeled: released ones they may meet again, skipped ones never. */
export type GivenUp = { itemIds: readonly string[]; how: "RELEASED" | "SKIPPED" };

/** Training, then a test, then the work itself. */
export type PolicyStep = "training" | "qualification" | "work";

/** What of a policy is set in the study's settings, and how it is asked; `initial` stands there until somebody changes it. */
export type SettingField = { name: string; label: string; hint: string; initial: string } & (
  | { asks: "lines" | "whole number" | "decimal number" }
  | { asks: "one of"; options: readonly { value: string; label: string }[] }
);

type Next<Settings, Item> = (client: Queryable, turn: Turn<Settings>) => Promise<Given<Item> | Halt | null>;

/**
 * The purpose that a label is kept under. Only PRIMARY counts toward an item's k: such a policy hands out items of which
 * it has taken a slot (`takeOpen`), and no other policy takes one.
 */
type Counting<Settings> =
  | { purpose: "PRIMARY"; countsTowardK: true; next: Next<Settings, TakenItem> }
  | {
      purpose: Exclude<Purpose, "PRIMARY" | "SURPLUS" | "IMPORTED">;
      countsTowardK: false;
      next: Next<Settings, UncountedItem>;
    };

/**
 * One way to give out items. A study stores which it uses, in which order, and how each is set; a claim asks them in turn.
 * Whoever asks holds the rater's row, and nothing waits for an item: one that is locked is passed over (`SKIP LOCKED`).
 */
export type Policy<Key extends string, Settings> = Counting<Settings> & {
  /** As it is stored: never renamed. */
  key: Key;
  words: { name: string; about: string };
  fields: readonly SettingField[];
  /** Of what is stored, and of what a form sends. */
  settings: z.ZodType<Settings>;
  /** What is wrong with the settings that only this study's items show, field and message; null if nothing is. */
  findProblem?: (client: Queryable, study: { studyId: string; settings: Settings }) => Promise<[string, string] | null>;
  /** Whether each item comes in the end. A study's last policy has to be of these, and the others are not. */
  givesAll: boolean;
  /** Where it has to stand among the others: none of an earlier step comes after it. With the work where nothing is said. */
  step?: PolicyStep;
  /** Whether items come as their files have them, so that what follows what may tell what an item is of. */
  inFileOrder: boolean;
  /** What `next` gives on a shelf in memory, by the same draws; left out by what a rehearsal passes over. */
  rehearse?: Rehearse<Settings>;
  /** Who fills the slots of an item, where that is not anybody. One policy of a study may say so. */
  slots?: (settings: Settings) => SlotRule;
  /** Whether there is anything to give, locked by others for a moment or not. */
  isLeft(client: Queryable, standing: Standing<Settings>): Promise<boolean>;
  /** Why there is nothing to give; null from a policy after whose items others come. */
  explainEmpty(standing: Standing<Settings>): Promise<Emptiness | null>;
  /** Why nothing comes of this policy and of none after it; null where `next` halts nobody now. */
  explainHalt?(standing: Standing<Settings>): Promise<Emptiness | null>;
  /** What this rater has to be told before they go on, oldest first; asked for with every queue, whatever was labeled. */
  listNews?(standing: Standing<Settings>): Promise<News[]>;
  /** The rater has read it, or goes on as it offers. False where there is no such news of theirs. */
  takeNews?(client: Queryable, standing: Standing<Settings>, id: string): Promise<boolean>;
  /** How far a rater is with items that come openly apart from the work. */
  findStage?(standing: Standing<Settings>): Promise<Stage>;
  /** How many items are likely to lie unannounced among so many that are labeled: the progress that a rater sees includes them. */
  expectBeside?(items: number, settings: Settings, reserved: ReservedCounts): number;
  /** What keeps a study that uses it from opening, in words; null if nothing does. */
  findObstacle?(client: Queryable, study: { studyId: string; settings: Settings }): Promise<string | null>;
  /** Where the rater stands after giving up these. A lease that runs out is not told: nobody holds its rater's row then. */
  onGivenUp(client: Queryable, turn: Omit<Turn<Settings>, "met">, given: GivenUp): Promise<number>;
};

/** Where a rater stands. */
export type Place = Pick<Turn<unknown>, "cursor" | "met">;

/** A policy as a study has set it: what claims, submits, skips and releases ask. */
export type SetPolicy = {
  key: string;
  purpose: Purpose;
  countsTowardK: boolean;
  inFileOrder: boolean;
  slotRule: SlotRule | null;
  /** Null where a rehearsal passes it over. */
  rehearse: ((turn: Omit<RehearsedTurn<unknown>, "settings">) => RehearsedItem | null) | null;
  next(client: Queryable, seat: RaterSeat, place: Place): Promise<Given<TakenItem | UncountedItem> | Halt | null>;
  isLeft(client: Queryable, seat: RaterSeat): Promise<boolean>;
  explainEmpty(seat: RaterSeat): Promise<Emptiness | null>;
  explainHalt(seat: RaterSeat): Promise<Emptiness | null>;
  listNews: ((seat: RaterSeat) => Promise<News[]>) | null;
  takeNews: ((client: Queryable, seat: RaterSeat, id: string) => Promise<boolean>) | null;
  findStage: ((seat: RaterSeat) => Promise<Stage>) | null;
  expectBeside(items: number, reserved: ReservedCounts): number;
  findObstacle(client: Queryable, studyId: string): Promise<string | null>;
  onGivenUp(client: Queryable, seat: RaterSeat, cursor: number, given: GivenUp): Promise<number>;
};

/** A policy in the list, whatever its settings are. */
export type DefinedPolicy<Key extends string = string> = Pick<
  Policy<Key, unknown>,
  "key" | "words" | "fields" | "givesAll" | "countsTowardK" | "inFileOrder"
> & {
  step: PolicyStep;
  settings: z.ZodType;
  /** Whether it says who fills the slots of an item. */
  partsSlots: boolean;
  set(stored: unknown): SetPolicy;
  findProblem(client: Queryable, studyId: string, stored: unknown): Promise<[string, string] | null>;
};

/** Closes a policy over the settings that it is given, so that whoever asks needs to know none. */
export function definePolicy<const Key extends string, Settings>(policy: Policy<Key, Settings>): DefinedPolicy<Key> {
  const { key, words, fields, settings: schema, givesAll, purpose, countsTowardK, inFileOrder } = policy;
  const { step = "work", listNews, takeNews, findStage } = policy;
  return {
    key,
    words,
    fields,
    settings: schema,
    givesAll,
    countsTowardK,
    inFileOrder,
    partsSlots: policy.slots !== undefined,
    step,
    set: (stored) => {
      const settings = schema.parse(stored);
      return {
        key,
        purpose,
        countsTowardK,
        inFileOrder,
        slotRule: policy.slots?.(settings) ?? null,
        rehearse: policy.rehearse ? (turn) => policy.rehearse?.({ ...turn, settings }) ?? null : null,
        next: (client, seat, place) => policy.next(client, { seat, settings, ...place }),
        isLeft: (client, seat) => policy.isLeft(client, { seat, settings }),
        explainEmpty: (seat) => policy.explainEmpty({ seat, settings }),
        explainHalt: async (seat) => (await policy.explainHalt?.({ seat, settings })) ?? null,
        listNews: listNews ? (seat) => listNews({ seat, settings }) : null,
        takeNews: takeNews ? (client, seat, id) => takeNews(client, { seat, settings }, id) : null,
        findStage: findStage ? (seat) => findStage({ seat, settings }) : null,
        expectBeside: (items, reserved) => policy.expectBeside?.(items, settings, reserved) ?? 0,
        findObstacle: async (client, studyId) => (await policy.findObstacle?.(client, { studyId, settings })) ?? null,
        onGivenUp: (client, seat, cursor, given) => policy.onGivenUp(client, { seat, settings, cursor }, given),
      };
    },
    findProblem: async (client, studyId, stored) =>
      policy.findProblem?.(client, { studyId, settings: schema.parse(stored) }) ?? null,
  };
}
