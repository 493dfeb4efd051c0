import { codesOfVotes, type JudgeBasis } from "@/lib/analysis/judges/basis";
import { type Coverage, coverage, measuredItems } from "@/lib/analysis/judges/coverage";
import { identify } from "@/lib/analysis/judges/identification";
import { factorsOf, strataOf, unitsByLevel } from "@/lib/analysis/judges/units-by-level";
import type { LabelTable } from "@/lib/analysis/label-table";
import { emptyTally, type Tally } from "@/lib/analysis/tally";
import { judgeWord } from "@/lib/judges/judge";
import { listKin, markKin } from "@/lib/judges/model-family";
import { compareEach, compareToOthers, compareUnits, type SameReferences } from "@/lib/measure/against-people";
import { besidePeople } from "@/lib/measure/beside-people";
import { type ClassFigures, classFigures } from "@/lib/measure/class-figures";
import type { Identification } from "@/lib/measure/identification";
import { type ScoreFigures, scoreFigures } from "@/lib/measure/score-figures";
import { type SetFigures, setFigures } from "@/lib/measure/set-figures";
import { type StandIn, standIn } from "@/lib/measure/stand-in";
import type { Comparison } from "@/lib/measure/two-columns";
import { againstMajority, type Evidence } from "@/lib/measure/verdict/evidence";
import { listAlike, type NamedLikeness } from "@/lib/measure/verdict/likeness";
import { giveVerdict, type Verdict } from "@/lib/measure/verdict/verdict";
import type { Votes } from "@/lib/measure/votes";
import { hasDistances } from "@/lib/questions/scale";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { KappasBesidePeople } from "@/lib/stats/judges/kappa-beside-people";

/** How one level of a factor fares: the judge against the majority there, and beside the people where they allow it. */
export type LevelFigures = {
  factor: string;
  level: string;
  levelId: string;
  majority: Defined<Comparison>;
  sameReferences: Defined<SameReferences>;
};

/** What is held against the people: a judge, a classifier, a person of the held group, or the file's truth. */
export type JudgeRow = Coverage & {
  id: string;
  kind: "judge" | "classifier" | "person" | "panel" | "truth";
  /** Marked wherever it is written, where the judge is kin to a judged model. */
  name: string;
  promptVersion: string | null;
  modelFamily: string | null;
  /** Judged models of its own family, which it may favour. */
  kin: string[];
  silent: number;
  tally: Tally;
  majority: Defined<Comparison>;
  sameReferences: Defined<SameReferences>;
  each: Defined<Comparison & { items: number }>;
  /** Null where no item has a truth for this question. */
  truth: Defined<Comparison> | null;
  identification: Defined<Identification> | null;
  levels: LevelFigures[];
  standIn: Defined<StandIn>;
  /** Kappa with one other person at a time, of the judge and of a person with the same others. */
  inPlace: Defined<KappasBesidePeople>;
  /** The person whose answers it shares most often: a baseline of its own. Null where there is none to tell. */
  nearest: NamedLikeness | null;
  /** Null for the truth, which is nobody who could replace people. */
  verdict: Verdict | null;
  classes: Defined<ClassFigures[]>;
  /** Null where answers are no scale. */
  scores: Defined<ScoreFigures> | null;
  /** Null where an answer is no set. */
  sets: Defined<SetFigures> | null;
};

/** Levels of all factors beyond which no further one is computed. */
const mostLevels = 60;
const mostRows = 60;

function levelFigures(basis: JudgeBasis, codes: Int32Array): LevelFigures[] {
  const levels = unitsByLevel(basis).slice(0, mostLevels);
  return levels.map(({ units, factorId: _, ...level }) => ({
    ...level,
    majority: compareUnits(basis, basis.majority, codes, {
      because: "no item has both a majority and an answer",
      units,
    }),
    sameReferences: compareToOthers(basis, codes, units),
  }));
}

export type Held = Pick<JudgeRow, "id" | "kind" | "name" | "promptVersion" | "modelFamily" | "kin"> & {
  /** As it is called without marks. */
  ownName: string;
  /** Null for a panel, whose answers nobody gave. */
  votes: Votes | null;
  codes: Int32Array;
  tally: Tally;
};

const judgedModels = ({ factors }: LabelTable): string[] =>
  factors.filter(({ role }) => role === "MODEL").flatMap(({ levels }) => levels.map(({ name }) => name));

/** Judges, classifiers and people held like one, by name. */
export function listHeld(basis: JudgeBasis): Held[] {
  const { table, selected } = basis;
  const models = judgedModels(table);
  const held = [...selected.judges].flatMap(([index, votes]): Held[] => {
    const rater = table.raters[index];
    if (!rater) return [];
    const { id, promptVersion, modelFamily } = rater;
    const tally = selected.judgeTallies.get(index) ?? emptyTally();
    const kind = judgeWord(rater.kind) ?? "person";
    const own = rater.modelName ?? rater.pseudonym;
    const kin = kind === "person" ? [] : listKin({ name: own, modelFamily }, models);
    return [
      {
        id,
        kind,
        name: markKin(own, kin),
        ownName: own,
        promptVersion,
        modelFamily,
        kin,
        votes,
        codes: codesOfVotes(basis, votes),
        tally,
      },
    ];
  });
  return held.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostRows);
}

/** Whether an answer says which of an item's own options it is: a set of them names several. */
export const isIdentified = ({ selected: { scale } }: JudgeBasis): boolean =>
  scale.kind === "own-options" && !scale.sets;

/** What is the same for every judge of a question. */
export type Shared = Pick<Evidence, "peopleAlpha" | "rivals"> & { hasTruth: boolean };

const nearestOf = (alike: Evidence["alike"]): NamedLikeness | null => (alike.defined ? (alike.value[0] ?? null) : null);

/** One judge against everything it can be held against. */
export function judgeRow(basis: JudgeBasis, held: Held, { hasTruth, ...shared }: Shared): JudgeRow {
  const { votes, codes, tally, ownName: _, ...who } = held;
  const { asked, answered, noun } = coverage(basis, codes, measuredItems(basis, held.kind !== "person"));
  const unusable = tally.unparsed + tally.missing + tally.cannotJudge + tally.refusal + tally.offScale;
  const [majority, sameReferences, test] = [
    againstMajority(basis, codes),
    compareToOthers(basis, codes),
    standIn(basis, codes),
  ];
  const { classes, ...beside } = answerFigures(basis, codes);
  const alike = listAlike(basis, codes);
  const evidence = { ...shared, test, classes, majority, sameReferences, alike };
  return {
    ...who,
    asked,
    answered,
    noun,
    tally,
    silent: Math.max(0, asked - answered - unusable),
    majority,
    sameReferences,
    each: compareEach(basis, codes),
    truth: hasTruth
      ? compareUnits(basis, basis.truth, codes, { because: "no item has both a truth and an answer" })
      : null,
    identification: hasTruth && votes && isIdentified(basis) ? identify(basis, votes) : null,
    levels: levelFigures(basis, codes),
    standIn: test,
    inPlace: besidePeople(basis, codes),
    nearest: nearestOf(alike),
    verdict: giveVerdict(basis, codes, { terms: basis.terms, strata: strataOf(basis), evidence }),
    classes,
    ...beside,
  };
}

const answerFigures = (basis: JudgeBasis, codes: Int32Array): Pick<JudgeRow, "classes" | "scores" | "sets"> => ({
  classes:
    basis.selected.scale.kind === "interval"
      ? undefinedBecause("numbers are no classes: see the scores")
      : classFigures(basis, codes),
  scores: hasDistances(basis.selected.scale.kind) ? scoreFigures(basis, codes, factorsOf(basis)) : null,
  sets: basis.sets ? setFigures(basis, codes) : null,
});

/** The truth itself as if it were a judge: an expert's label or a gold answer against the people. */
export function truthRow(basis: JudgeBasis): JudgeRow {
  const { truth } = basis;
  const covered = coverage(basis, truth, measuredItems(basis, false));
  return {
    id: "truth",
    kind: "truth",
    name: "Truth in the file",
    promptVersion: null,
    modelFamily: null,
    kin: [],
    ...covered,
    silent: covered.asked - covered.answered,
    tally: { ...emptyTally(), given: covered.answered },
    majority: againstMajority(basis, truth),
    sameReferences: compareToOthers(basis, truth),
    each: compareEach(basis, truth),
    truth: null,
    identification: null,
    levels: [],
    standIn: standIn(basis, truth),
    inPlace: besidePeople(basis, truth),
    nearest: null,
    verdict: null,
    ...answerFigures(basis, truth),
  };
}
