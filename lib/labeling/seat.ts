import type { RaterStatus, StudyState } from "@/lib/generated/prisma/enums";
import type { SetPolicy } from "@/lib/labeling/policies/policy";

declare const seated: unique symbol;

/** What the labeling path has to know about a rater and their study, read in one go at each request. */
type SeatFacts = {
  studyId: string;
  raterId: string;
  status: RaterStatus;
  /** What paused this rater, where nobody of the study did. */
  pausedBy: string | null;
  quota: number | null;
  /** The name of the rater's group. */
  group: string | null;
  /** How many items one person may label within 24 hours. */
  mostPerDay: number | null;
  studyState: StudyState;
  leaseMinutes: number;
  /** How many items may wait behind the one on screen. */
  itemsAhead: number;
  /** How the study gives out items, asked in turn. */
  policies: readonly SetPolicy[];
  seed: number;
  /** The latest published protocol version: what the next item is labeled under. */
  versionId: string | null;
};

/** Proof that somebody may label in a study, as this rater. Everything on the labeling path demands one. */
export type RaterSeat = Readonly<SeatFacts & { [seated]: true }>;

/** Made by the gate in access.ts and by tests; nobody else. */
export const seat = (facts: SeatFacts) => facts as RaterSeat;
