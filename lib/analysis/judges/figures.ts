import type { AnalysisFilter } from "@/lib/analysis/filter";
import { type JudgeBasis, judgeBasis, type TieFigures } from "@/lib/analysis/judges/basis";
import { countTruths } from "@/lib/analysis/judges/coverage";
import { identify } from "@/lib/analysis/judges/identification";
import { materialOf } from "@/lib/analysis/judges/material";
import { panelOf, panelVotes } from "@/lib/analysis/judges/panel";
import { isIdentified, type JudgeRow, judgeRow, listHeld, truthRow } from "@/lib/analysis/judges/row";
import { measureSelfConsistency, type SelfConsistency } from "@/lib/analysis/judges/self-consistency";
import { countTuning, listReused, type Tuning } from "@/lib/analysis/judges/tuning";
import { countImported, type LabelTable } from "@/lib/analysis/label-table";
import type { Tally } from "@/lib/analysis/tally";
import type { HeadlineRule, LeftOut } from "@/lib/counting/headline";
import { type BaselineRow, measureBaselines } from "@/lib/judges/baselines/measure-baselines";
import { comparePeople, compareToOthers } from "@/lib/measure/against-people";
import type { ResampledUnits } from "@/lib/measure/design";
import type { Estimate } from "@/lib/measure/estimate";
import type { Identification } from "@/lib/measure/identification";
import { pick } from "@/lib/measure/pick";
import type { Comparison } from "@/lib/measure/two-columns";
import { peopleAlpha } from "@/lib/measure/verdict/evidence";
import type { Question } from "@/lib/protocol/schema";
import { hasSides } from "@/lib/questions/kinds";
import type { ScaleKind } from "@/lib/questions/scale";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { EffectiveVotes } from "@/lib/stats/judges/effective-votes";

export type JudgeFigures = {
  question: { key: string; text: string; hasSides: boolean };
  scale: { kind: ScaleKind; labels: readonly string[] };
  rule: HeadlineRule;
  counts: {
    items: number;
    people: number;
    labels: number;
    units: number;
    withMajority: number;
    imported: number;
    erased: number;
  };
  tally: Tally;
  leftOut: LeftOut;
  judgesLeftOut: LeftOut;
  tuning: Tuning;
  over: ResampledUnits;
  ties: TieFigures;
  isDecisive: boolean;
  /** What a judge is forgiven in the alternative-annotator test. */
  epsilon: number;
  /** People against the majority of the others, whatever judges answered. */
  ceiling: Defined<{ units: number; comparisons: number; agreement: Estimate; kappa: Defined<Estimate> }>;
  /** People one by one against the truth; null without one. */
  peopleAgainstTruth: Defined<Comparison> | null;
  peopleIdentification: Defined<Identification> | null;
  /** What needs no model, held against the people as judges are. */
  baselines: BaselineRow[];
  /** What the judges are worth together; null for fewer than two. */
  panel: Defined<EffectiveVotes> | null;
  /** Who labeled the same items more than once. */
  consistency: SelfConsistency[];
  rows: JudgeRow[];
};

const noBaselines: ReturnType<typeof measureBaselines> = { rows: [], rivals: [] };

/** People against the others alone: a judge that answers everything leaves every reference in. */
function ceilingOf(basis: JudgeBasis): JudgeFigures["ceiling"] {
  if (basis.selected.people.unit.length === 0) return undefinedBecause("no item has a label of a person");
  const all = compareToOthers(basis, new Int32Array(basis.people.units));
  if (!all.defined) return all;
  const { units, comparisons, people, peopleKappa } = all.value;
  return defined({ units, comparisons, agreement: people, kappa: peopleKappa });
}

/** Everything the judges page says about one question. */
export function measureJudges(table: LabelTable, question: Question, filter: AnalysisFilter): JudgeFigures {
  const basis = judgeBasis(table, question, filter);
  const { selected, majority, truth } = basis;
  const hasTruth = countTruths(basis) > 0;
  const hasPeople = selected.people.unit.length > 0;
  const single = listHeld(basis);
  const panel = hasPeople ? panelOf(basis, single) : null;
  const held = panel ? [...single, panel] : single;
  const isTuned = (unit: number) => table.items.isForTuning[selected.unitItem[unit] ?? -1] === 1;
  const ofBaselines =
    held.length > 0 && hasPeople ? measureBaselines(basis, materialOf(table, selected), isTuned) : noBaselines;
  const shared = held.length > 0 ? { hasTruth, peopleAlpha: peopleAlpha(basis), rivals: ofBaselines.rivals } : null;
  const rows = shared ? held.map((own) => judgeRow(basis, own, shared)) : [];
  return {
    question: { key: question.key, text: question.text, hasSides: hasSides(question) },
    scale: { kind: selected.scale.kind, labels: selected.scale.labels },
    rule: selected.rule,
    counts: {
      items: new Set(pick(selected.unitItem, selected.people.unit)).size,
      people: new Set(selected.people.rater).size,
      labels: selected.people.unit.length,
      units: selected.unitItem.length,
      withMajority: majority.filter((code) => code >= 0).length,
      imported: countImported(table, selected.people),
      erased: table.study.erased,
    },
    tally: selected.tally,
    leftOut: selected.leftOut,
    judgesLeftOut: selected.judgesLeftOut,
    tuning: { ...countTuning(table, selected), reused: listReused(single) },
    over: basis.design.over,
    ties: basis.ties,
    isDecisive: basis.isDecisive,
    epsilon: table.study.epsilon,
    ceiling: ceilingOf(basis),
    peopleAgainstTruth: hasTruth ? comparePeople(basis, truth) : null,
    peopleIdentification: hasTruth && hasPeople && isIdentified(basis) ? identify(basis, selected.people) : null,
    baselines: ofBaselines.rows,
    panel: hasPeople ? panelVotes(basis, single) : null,
    consistency: measureSelfConsistency(basis, filter, rows),
    rows: hasTruth && hasPeople ? [...rows, truthRow(basis)] : rows,
  };
}
