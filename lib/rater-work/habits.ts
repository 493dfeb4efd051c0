import type { Purpose } from "@/lib/generated/prisma/enums";
import { shareOfTrials } from "@/lib/measure/cluster-share";
import type { Estimate } from "@/lib/measure/estimate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** A label of one rater as far as it tells how they work: its latest answers about the item as a whole, without remarks. */
export type OwnLabel = {
  itemId: string;
  purpose: Purpose;
  /** Time with the item on screen, and words to be read there. */
  activeMs: number | null;
  words: number;
  at: Date;
  /** Question -> what was answered, in one spelling. */
  answers: Readonly<Record<string, string>>;
};

/** Nobody reads this many words in a minute and judges them. */
export const fastestWords = 600;

export type Pace = { timed: number; medianMs: number; perWordMs: number; tooFast: number };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}

/** How long an item takes this person, against what there is to read; undefined where no time was kept. */
export function measurePace(labels: readonly OwnLabel[]): Defined<Pace> {
  const timed = labels.flatMap(({ activeMs, words }) => (activeMs === null ? [] : [{ activeMs, words }]));
  if (timed.length === 0) return undefinedBecause("no label of this rater has a time");
  return defined({
    timed: timed.length,
    medianMs: median(timed.map(({ activeMs }) => activeMs)),
    perWordMs: median(timed.map(({ activeMs, words }) => activeMs / Math.max(1, words))),
    tooFast: timed.filter(({ activeMs, words }) => activeMs < (words / fastestWords) * 60_000).length,
  });
}

/** Longer apart than this, somebody has slept over it. */
const sessionMs = 12 * 3_600_000;

export type Again = { question: string; pairs: number; same: Defined<Estimate> };
export type SelfAgreement = { sameDay: Again[]; later: Again[] };

/** How often a person who is given an item again says the same, by question. */
function compare(pairs: readonly [OwnLabel, OwnLabel][]): Again[] {
  const questions = [...new Set(pairs.flatMap(([first]) => Object.keys(first.answers)))].toSorted();
  return questions.map((question) => {
    const both = pairs.filter(([first, again]) => question in first.answers && question in again.answers);
    const hits = both.map(([first, again]) => Number(first.answers[question] === again.answers[question]));
    const units = hits.map((_, place) => place);
    const same = hits.length > 0 ? defined(shareOfTrials(hits, units, {})) : undefinedBecause("nothing came again yet");
    return { question, pairs: hits.length, same };
  });
}

/** Within a session and after days apart: memory helps the first. */
export function measureSelfAgreement(labels: readonly OwnLabel[]): SelfAgreement {
  const firsts = new Map(labels.filter(({ purpose }) => purpose !== "REPEAT").map((label) => [label.itemId, label]));
  const pairs = labels.flatMap((again): [OwnLabel, OwnLabel][] => {
    const first = again.purpose === "REPEAT" ? firsts.get(again.itemId) : undefined;
    return first ? [[first, again]] : [];
  });
  const isLater = ([first, again]: [OwnLabel, OwnLabel]) => again.at.getTime() - first.at.getTime() > sessionMs;
  return { sameDay: compare(pairs.filter((pair) => !isLater(pair))), later: compare(pairs.filter(isLater)) };
}

/** The longest run of labels with the very same answers, and how common the commonest answers are. */
export type Sameness = { labels: number; longestRun: number; commonest: number };

export function measureSameness(labels: readonly OwnLabel[]): Sameness {
  const inTurn = labels.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const counts = new Map<string, number>();
  let [run, longestRun, last] = [0, 0, ""];
  for (const { answers } of inTurn) {
    const spelt = JSON.stringify(Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    run = spelt === last ? run + 1 : 1;
    last = spelt;
    longestRun = Math.max(longestRun, run);
    counts.set(spelt, (counts.get(spelt) ?? 0) + 1);
  }
  return { labels: inTurn.length, longestRun, commonest: Math.max(0, ...counts.values()) };
}
