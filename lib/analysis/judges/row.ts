import { codesOfVotes, type JudgeBasis } from "@/lib/analysis/judges/basis";
import { type Identification, identify } from "@/lib/analysis/judges/identification";
import type { LabelTable } from "@/lib/analysis/label-table";
import { emptyTally, type Tally } from "@/lib/analysis/tally";
import { judgeWord } from "@/lib/judges/judge";
import { listKin, markKin } from "@/lib/judges/model-family";
import { compareEach, compareToOthers, compareUnits, type SameReferences } from "@/lib/measure/against-people";
import { besidePeople } from "@/lib/measure/beside-people";
import { type ClassFigures, classFigures } from "@/lib/measure/class-figures";
import { type ScoreFigures, type Strata, scoreFigures } from "@/lib/measure/score-figures";
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
export type JudgeRow = {
  id: string;
  kind: "judge" | "classifier" | "person" | "panel" | "truth";
  /** Marked wherever it is written, where the judge is kin to a judged model. */
  name: string;
  promptVersion: string | null;
  modelFamily: string | null;
  /** Judged models of its own family, which it may favour. */
  kin: string[];
  /** Units asked for that have a reference (a label of a person, a file's majority or a truth), and what came of them. */
  asked: number;
  answered: number;
  /** What these are: items, or the units of them that a question is asked of. */
  noun: "item" | "unit";
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

/** The units of each level of each factor that has at least two among the items. */
function unitsByLevel({ table, selected }: JudgeBasis, isAsked: (factor: string) => boolean = () => true) {
  const unitsOf = new Map<string, number[]>();
  for (const [unit, item] of selected.unitItem.entries()) {
    const levels = new Set(table.items.conditions[item]?.flatMap((condition) => table.conditions[condition] ?? []));
    for (const level of levels) {
      const known = unitsOf.get(level);
      if (known) known.push(unit);
      else unitsOf.set(level, [unit]);
    }
  }
  return table.factors.flatMap(({ id: factorId, name, levels }) => {
    const used = isAsked(factorId) ? levels.filter(({ id }) => unitsOf.has(id)) : [];
    if (used.length < 2) return [];
    return used.map((level) => ({
      factor: name,
      level: level.name,
      levelId: level.id,
      units: unitsOf.get(level.id) ?? [],
    }));
  });
}

/** The levels in each of which a judge was said to have to hold: all of them, however many. */
const strataOf = (basis: JudgeBasis) =>
  unitsByLevel(basis, (factor) => basis.table.study.judgeTerms.strata.includes(factor));

/** A unit whose sides are of different levels is of none, as one without any. */
const severalLevels = -2;

/** The level of each factor that a unit is of: -1 or less for one of none. */
function factorsOf(basis: JudgeBasis): Strata[] {
  const strata = new Map<string, { levelOf: Int32Array; levels: number }>();
  for (const { factor, units } of unitsByLevel(basis)) {
    const own = strata.get(factor) ?? { levelOf: new Int32Array(basis.majority.length).fill(-1), levels: 0 };
    for (const unit of units) own.levelOf[unit] = own.levelOf[unit] === -1 ? own.levels : severalLevels;
    strata.set(factor, { ...own, levels: own.levels + 1 });
  }
  return [...strata].map(([factor, { levelOf }]) => ({ factor, levelOf }));
}

function levelFigures(basis: JudgeBasis, codes: Int32Array): LevelFigures[] {
  const levels = unitsByLevel(basis).slice(0, mostLevels);
  return levels.map(({ units, ...level }) => ({
    ...level,
    majority: compareUnits(basis, basis.majority, codes, {
      because: "no item has both a majority and an answer",
      units,
    }),
    sameReferences: compareToOthers(basis, codes, units),
  }));
}

/** Items let in by the filter that have a truth for this question. */
export function countTruths({ table, selected }: JudgeBasis): number {
  return table.items.truth.reduce(
    (sum, truth, item) => sum + (selected.isAsked[item] === 1 && truth?.[selected.question.key] !== undefined ? 1 : 0),
    0,
  );
}

/** Items of which nothing but a truth is known: they count once, wherever they are answered. */
function listToldItems({ table, selected }: JudgeBasis, isReferenced: Uint8Array): Set<number> {
  const { question, unitItem, isAsked } = selected;
  const told = new Set(
    table.items.truth.flatMap((truth, item) =>
      isAsked[item] === 1 && truth?.[question.key] !== undefined ? [item] : [],
    ),
  );
  for (const [unit, item] of unitItem.entries()) if (isReferenced[unit] === 1) told.delete(item);
  return told;
}

/**
 * How often a judge was asked where it can be held against something (a label of a person, a majority or a truth), and how
 * often it answered there: in units, which are items but where a question is asked of their turns, parts or statements.
 */
function coverage(basis: JudgeBasis, codes: Int32Array): Pick<JudgeRow, "asked" | "answered" | "noun"> {
  const { majority, truth, selected } = basis;
  const { unitItem, people } = selected;
  const isReferenced = Uint8Array.from(majority, (code) => (code >= 0 ? 1 : 0));
  for (const [unit, code] of truth.entries()) if (code >= 0) isReferenced[unit] = 1;
  for (const unit of people.unit) isReferenced[unit] = 1;
  const told = listToldItems(basis, isReferenced);
  const answeredTold = new Set<number>();
  let answered = 0;
  for (const [unit, item] of unitItem.entries()) {
    if ((codes[unit] ?? -1) < 0) continue;
    if (isReferenced[unit] === 1) answered++;
    else if (told.has(item)) answeredTold.add(item);
  }
  return {
    asked: isReferenced.reduce((sum, flag) => sum + flag, 0) + told.size,
    answered: answered + answeredTold.size,
    noun: new Set(unitItem).size < unitItem.length ? "unit" : "item",
  };
}

export type Held = Pick<JudgeRow, "id" | "kind" | "name" | "promptVersion" | "modelFamily" | "kin"> & {
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
  const { votes, codes, tally, ...who } = held;
  const { asked, answered, noun } = coverage(basis, codes);
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
  const covered = coverage(basis, truth);
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
