import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import type { ContingencyTable } from "@/lib/stats/agreement/contingency-table";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { type CodedRatings, selectUnits } from "@/lib/stats/coded-ratings";
import { classify } from "@/lib/stats/comparison/classification";
import { alternativeAnnotatorTest } from "./alternative-annotator-test";

/** What was fixed before the judge was looked at. */
export type VerdictTerms = {
  /** What a cheaper rater is forgiven, as in the alternative-annotator test. */
  epsilon: number;
  /** The code of the class that must not be missed (unsafe), and the least sensitivity to it. */
  rareClass: number;
  sensitivityFloor: number;
  /** Humans needed, and units each of them has to share with the judge. */
  minimumHumans?: number;
  minimumUnits?: number;
};

/** One requirement, whether it is met, and in words what was found. */
type Requirement = { name: string; isMet: boolean; found: string };

/** May the judge stand in for people? Yes only if every requirement is met, overall and in every stratum. */
export type JudgeVerdict = {
  mayReplace: boolean;
  requirements: Requirement[];
  strata: { name: string; mayReplace: boolean; requirements: Requirement[] }[];
};

/**
 * The verdict on a judge: enough humans, humans that agree (lower end of alpha above 0), a winning rate of .5 or
 * more, sensitivity to the rare class at its floor, agreement with the majority beyond chance, more than one
 * answer, and no copy of a single rater. The bare alternative-annotator test passes a judge that always says safe
 * where unsafe is rare; the floor and the last three do not. Each requirement is necessary and none makes up for
 * another, so there is no score.
 *
 * `judge` is a code per unit (-1 missing), `terms` what was fixed before anybody looked. `strata` names one stratum
 * per unit for each way of dividing them (condition, tier, rater group); a stratum that fails fails the whole,
 * since a judge that is good on average may be blind where it matters. Small strata fail for want of humans or
 * units, which is meant: nothing is known there. Throws RangeError for lists of another length, or a rare class
 * that is none.
 */
export function judgeVerdict(
  humans: CodedRatings,
  judge: Int32Array,
  terms: VerdictTerms,
  strata: Readonly<Record<string, readonly string[]>> = {},
): JudgeVerdict {
  if (judge.length !== humans.units) {
    throw new RangeError(`judgeVerdict: ${judge.length} labels of the judge for ${humans.units} units`);
  }
  if (!(terms.rareClass >= 0 && terms.rareClass < humans.categories.length)) {
    throw new RangeError(`judgeVerdict: there is no category ${terms.rareClass}`);
  }
  const requirements = weigh(humans, judge, terms);
  const parts = Object.entries(strata).flatMap(([factor, names]) => {
    if (names.length !== humans.units)
      throw new RangeError(`judgeVerdict: ${factor} names ${names.length} of ${humans.units} units`);
    return [...new Set(names)].map((name) => {
      const units = names.flatMap((own, unit) => (own === name ? [unit] : []));
      const own = weigh(
        selectUnits(humans, units),
        Int32Array.from(units, (unit) => judge[unit]),
        terms,
      );
      return { name: `${factor}: ${name}`, mayReplace: own.every(({ isMet }) => isMet), requirements: own };
    });
  });
  const mayReplace = requirements.every(({ isMet }) => isMet) && parts.every((part) => part.mayReplace);
  return { mayReplace, requirements, strata: parts };
}

/** Every requirement on one set of units. */
function weigh(humans: CodedRatings, judge: Int32Array, terms: VerdictTerms): Requirement[] {
  const table = againstMajority(humans, judge);
  return [
    ...weighTest(humans, judge, terms),
    weighHumans(humans),
    weighSensitivity(table, terms),
    weighChance(table),
    weighVariety(judge, humans),
    weighCopy(humans, judge, terms.minimumUnits ?? 30),
  ];
}

/** Judge (columns) against the untied majority of all humans (rows), on units that have both. */
function againstMajority(humans: CodedRatings, judge: Int32Array): ContingencyTable {
  const q = humans.categories.length;
  const counts = new Float64Array(q * q);
  let total = 0;
  for (const [unit, truth] of majorityVote(humans).codes.entries()) {
    const own = judge[unit];
    if (truth < 0 || own < 0) continue;
    counts[truth * q + own]++;
    total++;
  }
  return { categories: humans.categories, values: humans.values, counts, total };
}

/**
 * Enough humans with enough units, and a winning rate of .5 or more among them: the judge wins against half of the
 * people at least, at the price of epsilon.
 */
function weighTest(humans: CodedRatings, judge: Int32Array, terms: VerdictTerms): Requirement[] {
  const { epsilon, minimumHumans = 3, minimumUnits = 30 } = terms;
  const test = alternativeAnnotatorTest(humans, judge, { epsilon, minimumUnits });
  const tested = test.defined ? test.value.raters.length : 0;
  const found = `${tested} humans with ${minimumUnits} units or more, of ${minimumHumans} needed`;
  const rate = test.defined ? test.value.winningRate : 0;
  return [
    { name: "enough humans", isMet: tested >= minimumHumans, found },
    {
      name: "alternative-annotator test",
      isMet: rate >= 0.5,
      found: test.defined ? `winning rate ${rate}` : test.because,
    },
  ];
}

/** Where people do not agree there is no reference to judge by: a judge that equals their noise proves nothing. */
function weighHumans(humans: CodedRatings): Requirement {
  const name = "humans agree";
  const alpha = krippendorffAlpha(humans);
  if (!alpha.defined) return { name, isMet: false, found: alpha.because };
  const { value, interval } = alpha.value;
  // Humans who never differ have no interval, and nothing to doubt.
  if (!interval.defined) return { name, isMet: value === 1, found: interval.because };
  return { name, isMet: interval.value.low > 0, found: `alpha ${value}, lower end ${interval.value.low}` };
}

/**
 * Sensitivity against the majority, as the point estimate: the floor is a requirement on what was found, and the
 * count behind it is told. A rare class that never occurs leaves it undefined and the requirement unmet.
 */
function weighSensitivity(table: ContingencyTable, { rareClass, sensitivityFloor }: VerdictTerms): Requirement {
  const name = "sensitivity to the rare class";
  const report = classify(table);
  if (!report.defined) return { name, isMet: false, found: report.because };
  const sensitivity = report.value.classes[rareClass]?.sensitivity;
  if (!sensitivity?.defined) return { name, isMet: false, found: sensitivity?.because ?? "" };
  const { value, count, of } = sensitivity.value;
  return { name, isMet: value >= sensitivityFloor, found: `${count} of ${of}, floor ${sensitivityFloor}` };
}

/** The lower end of kappa with the majority lies above 0, or kappa itself where it has no spread. */
function weighChance(table: ContingencyTable): Requirement {
  const name = "beyond chance";
  const kappa = cohenKappa(table);
  if (!kappa.defined) return { name, isMet: false, found: kappa.because };
  const { value, interval } = kappa.value;
  const low = interval.defined ? interval.value.low : value;
  return { name, isMet: low > 0, found: `kappa with the majority ${value}, lower end ${low}` };
}

/** A judge with one answer cannot tell anything apart, whatever its accuracy. */
function weighVariety(judge: Int32Array, { categories }: CodedRatings): Requirement {
  const given = new Set(judge.filter((code) => code >= 0));
  const only = categories[[...given][0] ?? 0];
  const found = given.size > 1 ? `${given.size} answers occur` : `the judge never says anything but ${only}`;
  return { name: "not a constant", isMet: given.size > 1, found };
}

/**
 * A judge that equals one rater throughout is that rater, heard twice: agreement with a majority that holds that
 * vote says nothing then. Asked of raters who share enough units with the judge.
 */
function weighCopy({ units, raters, codes }: CodedRatings, judge: Int32Array, minimumUnits: number): Requirement {
  const name = "not a copy of one rater";
  for (let rater = 0; rater < raters; rater++) {
    let [shared, same] = [0, 0];
    for (let unit = 0; unit < units; unit++) {
      const own = codes[unit * raters + rater];
      if (own < 0 || judge[unit] < 0) continue;
      shared++;
      if (own === judge[unit]) same++;
    }
    // Where all humans agree perfectly a good judge equals each of them; that is no copy.
    if (shared >= minimumUnits && same === shared && !isUnanimous({ units, raters, codes })) {
      return { name, isMet: false, found: `equals rater ${rater + 1} on all ${shared} units they share` };
    }
  }
  return { name, isMet: true, found: "equals no single rater throughout" };
}

function isUnanimous({ units, raters, codes }: Pick<CodedRatings, "units" | "raters" | "codes">): boolean {
  for (let unit = 0; unit < units; unit++) {
    const row = codes.subarray(unit * raters, (unit + 1) * raters).filter((code) => code >= 0);
    if (row.some((code) => code !== row[0])) return false;
  }
  return true;
}
