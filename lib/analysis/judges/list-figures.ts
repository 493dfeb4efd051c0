import type { FigureRow } from "@/lib/analysis/analysis";
import { nameBaseline } from "@/lib/analysis/judges/describe-baselines";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { nameOf } from "@/lib/analysis/judges/judge-names";
import { listRates } from "@/lib/analysis/judges/list-rates";
import { listScores } from "@/lib/analysis/judges/list-scores";
import { listSets } from "@/lib/analysis/judges/list-sets";
import type { JudgeRow, LevelFigures } from "@/lib/analysis/judges/row";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { countOf } from "@/lib/format-number";
import type { SameReferences } from "@/lib/measure/against-people";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { Comparison } from "@/lib/measure/two-columns";
import { describeVerdict, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { EffectiveVotes } from "@/lib/stats/judges/effective-votes";

type Line = Omit<FigureRow, "of">;

/** A figure of a result that may not be there as a whole. */
const within = <Whole>(whole: Defined<Whole>, pick: (whole: Whole) => Defined<Estimate>): Defined<Estimate> =>
  whole.defined ? pick(whole.value) : whole;

function listComparison(result: Defined<Comparison>, against: string): Line[] {
  const on = result.defined ? countOf(result.value.n, "comparison") : "";
  const isWeighted = result.defined && result.value.weightedKappa !== null;
  return [
    { figure: `accuracy against ${against}`, on, estimate: within(result, ({ accuracy }) => defined(accuracy)) },
    { figure: `Cohen's kappa against ${against}`, on, estimate: within(result, ({ kappa }) => kappa) },
    ...(isWeighted
      ? [
          {
            figure: `Cohen's kappa with weights against ${against}`,
            on,
            estimate: within(result, ({ kappa, weightedKappa }) => weightedKappa ?? kappa),
          },
        ]
      : []),
  ];
}

function listBeside(same: Defined<SameReferences>): Line[] {
  const on = same.defined ? countOf(same.value.comparisons, "label") : "";
  return [
    { figure: "agreement with the other people", on, estimate: within(same, ({ judge }) => defined(judge)) },
    { figure: "kappa with the other people", on, estimate: within(same, ({ judgeKappa }) => judgeKappa) },
    { figure: "people's agreement there", on, estimate: within(same, ({ people }) => defined(people)) },
    { figure: "people's kappa there", on, estimate: within(same, ({ peopleKappa }) => peopleKappa) },
    { figure: "judge minus people", on, estimate: within(same, ({ difference }) => defined(difference)) },
  ];
}

const listLevel = ({ factor, level, majority, sameReferences }: LevelFigures): Line[] =>
  [...listComparison(majority, "the majority"), ...listBeside(sameReferences)].map((line) => ({
    ...line,
    figure: `${factor} ${level}: ${line.figure}`,
  }));

function listClasses({ majority, classes, sets }: JudgeRow): Line[] {
  if ((!majority.defined && sets === null) || !classes.defined) return [];
  return classes.value.flatMap((own) =>
    listRates(own).map(({ name, result }) => ({
      figure: `${own.label}: ${name}`,
      on: `${countOf(own.positives, "item")} of it, ${countOf(own.negatives, "other")}`,
      estimate: result,
    })),
  );
}

const listSetLines = ({ sets }: JudgeRow): Line[] =>
  sets?.defined
    ? listSets(sets.value).map(({ name, result }) => ({
        figure: `${name}, against every set of a person`,
        on: countOf(sets.value.comparisons, "set"),
        estimate: result,
      }))
    : [];

function listTest({ standIn }: Pick<JudgeRow, "standIn">): Line {
  const on = standIn.defined ? countOf(standIn.value.people.length, "person", "people") : "";
  const estimate = within(standIn, ({ advantage }) => defined(advantage));
  return { figure: "rho of the alternative-annotator test", on, estimate };
}

/** What judges and baselines have alike. */
const listAgainstPeople = (row: Pick<JudgeRow, "sameReferences" | "majority" | "each" | "standIn">): Line[] => [
  ...listBeside(row.sameReferences),
  ...listComparison(row.majority, "the majority"),
  ...listComparison(row.each, "every single label"),
  listTest(row),
];

/** The person whom a judge is nearest to: how often both say the same. */
const listNearest = ({ nearest }: JudgeRow): Line[] =>
  nearest
    ? [
        {
          figure: `share of answers equal to those of ${nearest.name}`,
          on: countOf(nearest.shared, "item"),
          estimate: defined(undrawn(nearest.same / nearest.shared, undefinedBecause("it is the highest of several"))),
        },
      ]
    : [];

const overPeople = undefinedBecause("it is a median over few people");

/** Kappa with one other person at a time, the same others for both. */
function listInPlace({ inPlace }: JudgeRow): Line[] {
  const on = inPlace.defined ? countOf(inPlace.value.people.length, "person", "people") : "";
  const of = (who: "medianJudge" | "medianPerson") => within(inPlace, (own) => defined(undrawn(own[who], overPeople)));
  return [
    { figure: "kappa with one other person at a time", on, estimate: of("medianJudge") },
    { figure: "a person's kappa with the same others", on, estimate: of("medianPerson") },
  ];
}

/** The verdict and everything that was weighed for it. It is no number: what was found stands where a reason does. */
function listVerdictLines({ verdict, ...row }: JudgeRow): Line[] {
  if (!verdict) return [];
  const say = (figure: string, found: string): Line => ({ figure, on: "", estimate: undefinedBecause(found) });
  return [
    say("verdict", describeVerdict(nameOf(row), verdict)),
    ...listVerdict(verdict).map(([name, met, found]) => say(`asked for: ${name}`, `${met}: ${found}`)),
  ];
}

function listJudge(row: JudgeRow): FigureRow[] {
  const scores = row.scores?.defined ? listScores(row.scores.value) : [];
  const own: Line[] = [
    ...listVerdictLines(row),
    ...listAgainstPeople(row),
    ...listInPlace(row),
    ...listNearest(row),
    ...listSetLines(row),
    ...listClasses(row),
    ...scores.map(({ name, n, result }) => ({ figure: name, on: countOf(n, "comparison"), estimate: result })),
    ...row.levels.flatMap(listLevel),
  ];
  return own.map((line) => ({ of: nameOf(row), ...line }));
}

function listCeiling({ ceiling }: JudgeFigures): FigureRow[] {
  const on = ceiling.defined ? countOf(ceiling.value.comparisons, "label") : "";
  const of = "people (ceiling)";
  return [
    {
      of,
      on,
      figure: "agreement with the other people",
      estimate: within(ceiling, ({ agreement }) => defined(agreement)),
    },
    { of, on, figure: "kappa with the other people", estimate: within(ceiling, ({ kappa }) => kappa) },
  ];
}

const withoutInterval = undefinedBecause("it has no interval: see what independent errors give");

/** What the judges are worth together, and by chance. */
function listPanelLines({ panel }: JudgeFigures): FigureRow[] {
  if (panel === null) return [];
  const on = panel.defined ? countOf(panel.value.units, "item") : "";
  const say = (figure: string, of: (votes: EffectiveVotes) => number): FigureRow => ({
    of: "judges together",
    figure,
    on,
    estimate: within(panel, (votes) => defined(undrawn(of(votes), withoutInterval))),
  });
  return [
    say("effective votes, Kish", ({ kish }) => kish),
    say("effective votes, largest eigenvalue", ({ eigenvalue }) => eigenvalue),
    say("effective votes, Kish, if errors were independent", ({ independent }) => independent.kish),
    say("effective votes, largest eigenvalue, if errors were independent", ({ independent }) => independent.eigenvalue),
    say("share of pairs that err together", ({ coincident }) => coincident.observed),
    say("share of pairs that err together, by chance", ({ coincident }) => coincident.expected),
    say("p of errors that coincide, by permutation", ({ coincident }) => coincident.p),
  ];
}

const isCount = undefinedBecause("it is a count");

/** Items left out because judges were tuned on them, and how often the others have been used. */
function listTuning({ tuning }: JudgeFigures): FigureRow[] {
  const on = countOf(tuning.of, "item");
  const count = (of: string, figure: string, value: number): FigureRow => ({
    of,
    figure,
    on,
    estimate: defined(undrawn(value, isCount)),
  });
  return [
    ...(tuning.items > 0 ? [count("judges", "items used for tuning, left out", tuning.items)] : []),
    ...tuning.reused.map(({ name, versions, units }) =>
      count(name, `versions of its prompt measured on the same ${countOf(units, "item")}`, versions.length),
    ),
  ];
}

/** Judges over their runs, and people over repeats. */
const listConsistency = ({ consistency }: JudgeFigures): FigureRow[] =>
  consistency.flatMap(({ name, units, flips, alpha }) => {
    const of = { of: name, on: countOf(units, "item") };
    return [
      { ...of, figure: "share of pairs of its labels that differ", estimate: flips },
      { ...of, figure: "Krippendorff's alpha across runs", estimate: alpha },
    ];
  });

/** Every number of the page: the people, then each judge, then everybody against the truth. */
export const listFigures = (figures: JudgeFigures): FigureRow[] => [
  ...listTuning(figures),
  ...listCeiling(figures),
  ...figures.rows.flatMap(listJudge),
  ...figures.baselines.flatMap((row) => listAgainstPeople(row).map((line) => ({ of: nameBaseline(row), ...line }))),
  ...listPanelLines(figures),
  ...listConsistency(figures),
  ...listTruthLines(figures).flatMap(({ name, truth }) =>
    listComparison(truth, "the truth").map((line) => ({ of: name, ...line })),
  ),
];
