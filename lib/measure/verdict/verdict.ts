import type { Ground } from "@/lib/measure/ground";
import { type Evidence, gatherEvidence } from "@/lib/measure/verdict/evidence";
import {
  type Requirement,
  weighChance,
  weighCopy,
  weighMargin,
  weighPeople,
  weighRare,
  weighRivals,
  weighTerms,
  weighTest,
  weighVariety,
} from "@/lib/measure/verdict/requirements";
import { type Stratum, type StratumVerdict, weighStrata } from "@/lib/measure/verdict/strata";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";

/** May the judge take the place of people? */
export type Verdict = {
  /** "none": what has to be known first is not, whatever the judge does. */
  answer: "may" | "may-not" | "none";
  /** What has to be known first. */
  preconditions: Requirement[];
  requirements: Requirement[];
  strata: StratumVerdict[];
};

/** What a verdict is asked on, beside labels and what was fixed beforehand. */
export type Hearing = {
  terms: JudgeTerms;
  /** Units of each level of each factor that was declared. */
  strata?: readonly Stratum[];
  /** What has been drawn already; the rest is drawn. */
  evidence?: Evidence;
};

/**
 * The verdict on a judge (`codes`: an answer a unit, -1 for none). No verdict unless epsilon and what must not be missed
 * were fixed beforehand, three people with 30 units each were there to be held against, and they agree beyond chance
 * (lower end of alpha above 0). Then "may" if the judge passes the alternative-annotator test, holds the floors with the
 * lower ends of its intervals, is better than any constant, than chance and than the best baseline with its interval clear, stays within the margin
 * of the people, says more than one thing, is nobody's copy, and fails in no stratum. Each is necessary and none
 * makes up for another, so there is no score. The bare test alone passes a judge that always says "safe" where unsafe is
 * rare.
 */
export function giveVerdict(ground: Ground, codes: Int32Array, { terms, strata = [], ...given }: Hearing): Verdict {
  const evidence = given.evidence ?? gatherEvidence(ground, codes);
  const preconditions = [weighTerms(terms), ...weighPeople(ground, evidence)];
  const requirements = [
    weighTest(evidence),
    ...weighRare(ground, evidence, terms),
    weighChance(ground, evidence),
    ...weighRivals(ground, codes, evidence),
    ...weighMargin(evidence, terms),
    weighVariety(ground, codes),
    weighCopy(evidence),
  ];
  const weighed = weighStrata(ground, codes, terms, strata);
  const isMet = ({ isMet }: Requirement) => isMet;
  const isPassed = requirements.every(isMet) && weighed.every(({ state }) => state !== "failed");
  const answer = !preconditions.every(isMet) ? "none" : isPassed ? "may" : "may-not";
  return { answer, preconditions, requirements, strata: weighed };
}
