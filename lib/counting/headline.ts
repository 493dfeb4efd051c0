import type { Purpose, RaterKind, RaterOrigin, RaterStatus } from "@/lib/generated/prisma/enums";
import { isJudge } from "@/lib/judges/judge";

/** What the rule needs to know about one judgment and whoever gave it. */
export type HeadlineFacts = {
  purpose: Purpose;
  /** Which vote of this rater on this item; above 1 it is a repeat, whatever its purpose. */
  occurrence: number;
  /** False for a revision that the rater replaced later. */
  isLatest: boolean;
  /** Number of the protocol version it was given under. */
  version: number;
  /** The prompt of a judge was tuned on the item: judges are not measured on it, and people's labels count. */
  isForTuning?: boolean;
  rater: { kind: RaterKind; origin: RaterOrigin; status: RaterStatus; sawConditions: boolean };
};

/** What a page or a file names beside its figures. */
export type HeadlineRule = {
  version: number | "all";
  countRepeats: boolean;
  /** True only in a demo study, whose raters are all simulated and marked so. */
  countSimulated: boolean;
};

/** Why a judgment is not in the headline figures, in the order in which the reasons are tried: each has exactly one. */
export const leftOutReasons = [
  "withdrawn",
  "simulated",
  "sawConditions",
  "adjudication",
  "training",
  "qualification",
  "gold",
  "audit",
  "surplus",
  "replaced",
  "otherVersion",
  "repeat",
  "tuning",
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];
export type LeftOut = Record<LeftOutReason, number>;

const byPurpose: Record<Purpose, LeftOutReason | null> = {
  PRIMARY: null,
  IMPORTED: null,
  REPEAT: "repeat",
  TRAINING: "training",
  QUALIFICATION: "qualification",
  GOLD: "gold",
  AUDIT: "audit",
  ADJUDICATION: "adjudication",
  SURPLUS: "surplus",
};

/** What disqualifies whoever gave the label, whatever the label. */
function reasonOfRater({ kind, origin, status, sawConditions }: HeadlineFacts["rater"], rule: HeadlineRule) {
  if (status === "WITHDRAWN") return "withdrawn";
  if (origin === "SIMULATED" && !rule.countSimulated) return "simulated";
  if (sawConditions) return "sawConditions";
  return kind === "ADJUDICATOR" ? "adjudication" : null;
}

/**
 * The one rule of what counts, for people and judges alike: null when the judgment belongs in the headline figures,
 * else the one reason why it does not. Whoever gave it is asked first, then what it was given for, then whether it
 * still stands, under which version, whether it is a repeat, and last whether a judge was tuned on the item: a label has one reason, so that the reasons
 * add up to what was left out, and a later question is asked only of labels that all earlier ones let through.
 * Every page and every export counts the reasons and prints them.
 */
export function reasonLeftOut(facts: HeadlineFacts, rule: HeadlineRule): LeftOutReason | null {
  const ofRater = reasonOfRater(facts.rater, rule);
  if (ofRater) return ofRater;
  const ofPurpose = byPurpose[facts.purpose];
  if (ofPurpose && ofPurpose !== "repeat") return ofPurpose;
  if (!facts.isLatest) return "replaced";
  if (rule.version !== "all" && facts.version !== rule.version) return "otherVersion";
  if ((ofPurpose === "repeat" || facts.occurrence > 1) && !rule.countRepeats) return "repeat";
  return facts.isForTuning && isJudge(facts.rater) ? "tuning" : null;
}

export const nothingLeftOut = (): LeftOut => ({
  withdrawn: 0,
  simulated: 0,
  sawConditions: 0,
  adjudication: 0,
  training: 0,
  qualification: 0,
  gold: 0,
  audit: 0,
  surplus: 0,
  replaced: 0,
  otherVersion: 0,
  repeat: 0,
  tuning: 0,
});

const words: Record<LeftOutReason, [one: string, many: string]> = {
  withdrawn: ["label of a person who withdrew", "labels of people who withdrew"],
  simulated: ["label of a simulated rater", "labels of simulated raters"],
  sawConditions: ["label of a person who can see the conditions", "labels of people who can see the conditions"],
  adjudication: ["adjudication", "adjudications"],
  training: ["training label", "training labels"],
  qualification: ["label of a qualification test", "labels of qualification tests"],
  gold: ["gold check", "gold checks"],
  audit: ["judge audit", "judge audits"],
  surplus: ["surplus label (its slot was given away)", "surplus labels (their slots were given away)"],
  replaced: ["earlier revision", "earlier revisions"],
  otherVersion: ["label of another protocol version", "labels of other protocol versions"],
  repeat: ["repeat", "repeats"],
  tuning: ["label of a judge on an item used for tuning", "labels of judges on items used for tuning"],
};

/** Labels that no longer exist, of people who withdrew from the study; nothing where there are none. */
export const describeErased = (erased: number): string =>
  erased === 0
    ? ""
    : erased === 1
      ? "1 label of the study was erased when its giver withdrew."
      : `${erased.toLocaleString("en")} labels of the study were erased when their givers withdrew.`;

/** "Left out: 12 repeats, 40 surplus labels ..." or "Nothing was left out." */
export function describeLeftOut(leftOut: LeftOut): string {
  const parts = leftOutReasons
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => `${leftOut[reason].toLocaleString("en")} ${words[reason][leftOut[reason] === 1 ? 0 : 1]}`);
  return parts.length > 0 ? `Left out: ${parts.join(", ")}.` : "Nothing was left out.";
}
