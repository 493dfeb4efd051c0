import type { StoredAnswer } from "@/lib/questions/answer-check";
import { itemTarget } from "@/lib/questions/targets";
import type { Random } from "@/lib/stats/defined";

/** What simulated raters are steered by. Never stored, never shown. */
export type Leaning = {
  /** What a careful reader would say on each scale, by question key. */
  scales?: Record<string, number>;
  /** How strongly each candidate suggests itself, in the order of the parts. */
  pulls?: readonly number[];
  /** Log odds that the first side is preferred. */
  firstSide?: number;
};

/** One simulated person before one item, as shown to them. */
export type Sitting = {
  person: { leniency: number; noise: number; acuity: number; firstShown: number; boldness: number };
  item: { leaning: Leaning };
  shown: readonly string[];
  random: Random;
  /** What somebody might write beside an answer. */
  remarkOn: (answer: StoredAnswer) => string;
};

/** An answer, and how sure the person is of it, 0 to 1: null where they cannot judge. */
export type Reading = { answer: StoredAnswer; sureness: number | null };

export const saying = (questionKey: string, value: string, number: number | null = null): StoredAnswer => ({
  questionKey,
  target: itemTarget,
  state: "GIVEN",
  value,
  number,
  probabilities: null,
});

export type SimulatedJudging = {
  judge: { leniency: number; noise: number; acuity: number; firstShown: number };
  leaning: Leaning;
  random: Random;
};

/** What a judge may say, and how likely each is. */
export type JudgeOptions = { keys: string[]; shares: number[] };

/** A standard normal number (Box and Muller). */
export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The point of a scale nearest to a reading. */
export const nearestPoint = (points: readonly number[], reading: number): number =>
  points.reduce((best, point) => (Math.abs(point - reading) < Math.abs(best - reading) ? point : best));

/** Shares that sum to 1. */
export function normalize(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The place drawn, each with its share. */
export function drawPlace(shares: readonly number[], random: Random): number {
  let rest = random();
  const place = shares.findIndex((share) => {
    rest -= share;
    return rest < 0;
  });
  return place < 0 ? shares.length - 1 : place;
}

/** How likely each point is under a bell curve around the reading. */
export const pointShares = (points: readonly number[], reading: number, spread: number): number[] =>
  normalize(points.map((point) => Math.exp(-((point - reading) ** 2) / (2 * spread ** 2)) + 1e-6));

/** Shares of the sides of a pair and of a tie, which is likely where neither side is. */
export function sideShares(firstSide: number, hasTie: boolean): [first: number, second: number, tie: number] {
  const first = 1 / (1 + Math.exp(-firstSide));
  const tie = hasTie ? 0.3 * Math.exp(-(firstSide ** 2) / 1.5) : 0;
  return [first * (1 - tie), (1 - first) * (1 - tie), tie];
}
