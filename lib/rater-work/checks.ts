import type { MarkedItem } from "@/lib/gold/read-marks";
import { shareOfTrials } from "@/lib/measure/cluster-share";
import type { Estimate } from "@/lib/measure/estimate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** How many items with a known answer somebody was given, and what came of them. */
export type Check = {
  answered: number;
  skipped: number;
  /** Questions with a known answer, and those answered right. */
  asked: number;
  right: number;
  /** The share of questions answered right, with Wilson's interval over items. */
  accuracy: Defined<Estimate>;
};

/** What somebody made of items whose answers are known. */
export function describeCheck(marked: readonly MarkedItem[]): Check {
  const answered = marked.filter(({ state }) => state === "DONE");
  const skipped = marked.filter(({ state }) => state === "SKIPPED").length;
  const trials = answered.flatMap(({ marks }, item) => marks.map(({ isRight }) => ({ hit: Number(isRight), item })));
  const hits = trials.map(({ hit }) => hit);
  const units = trials.map(({ item }) => item);
  const clusters = answered.map((_, item) => item);
  return {
    answered: answered.length,
    skipped,
    asked: trials.length,
    right: hits.reduce((sum, hit) => sum + hit, 0),
    accuracy:
      trials.length > 0 ? defined(shareOfTrials(hits, units, { clusters })) : undefinedBecause("none was answered yet"),
  };
}
