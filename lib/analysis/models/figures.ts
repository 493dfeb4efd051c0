import type { AnalysisFilter } from "@/lib/analysis/filter";
import { countImported, type LabelTable } from "@/lib/analysis/label-table";
import { studyFrame } from "@/lib/analysis/models/frame";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import { type ConditionModel, measureConditions } from "@/lib/measure/models/condition-model";
import { measureDependability } from "@/lib/measure/models/dependability";
import { type LabelFrame, refuseAnonymous, usedCategories } from "@/lib/measure/models/label-frame";
import { measureSeverity, type Severity } from "@/lib/measure/models/severity";
import { workOfConditions, workOfSeverity } from "@/lib/measure/models/work";
import type { Question } from "@/lib/protocol/schema";
import type { ScaleKind } from "@/lib/questions/scale";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Generalizability } from "@/lib/stats/generalizability/generalizability";

export type ModelFigures = Pick<QuestionLabels, "rule" | "leftOut" | "tally"> & {
  counts: { labels: number; imported: number; erased: number };
  /** One model, or one for each label against the others. */
  conditions: Defined<ConditionModel>[];
  severity: Defined<Severity>;
  dependability: Defined<Generalizability>;
};

/** More labels take longer than a page may, and more conditions no table is read for. */
const [mostLabels, mostConditions] = [20_000, 40];

/** Half a minute of one processor each: `workOfConditions`, `workOfSeverity`. */
const [mostConditionWork, mostSeverityWork] = [1_200_000, 16_000_000];

/** Dependability that is worth aiming at. */
const target = 0.8;

const takesLong = (what: string, command: "model" | "severity") =>
  `${what} take longer than a page may: narrow them, or use grata ${command} on an export`;

/** Why a question has no model at all. */
function refuse({ code }: LabelFrame, kind: ScaleKind): string | null {
  if (code.length > mostLabels) return takesLong(`more than ${mostLabels.toLocaleString("en")} labels`, "model");
  if (kind === "set" || kind === "own-options")
    return "models take one label an item, from options that all items share";
  return null;
}

function conditionModels(frame: LabelFrame, kind: ScaleKind, hasConditions: boolean): Defined<ConditionModel>[] {
  if (!hasConditions)
    return [undefinedBecause("items are not of one condition each, so conditions cannot be told apart")];
  if (frame.parts.length < 2) return [undefinedBecause("there is one condition only")];
  if (frame.parts.length > mostConditions)
    return [undefinedBecause(`there are ${frame.parts.length} conditions: narrow them to ${mostConditions} or fewer`)];
  const { categories } = usedCategories(frame);
  const isScale = kind === "ordinal" || kind === "interval";
  const model = kind === "interval" ? "linear" : isScale && categories.length > 2 ? "ordinal" : "logistic";
  const models = isScale || categories.length <= 2 ? 1 : categories.length;
  if (workOfConditions(frame, model, models) > mostConditionWork)
    return [undefinedBecause(takesLong("so many labels, prompts, people and conditions", "model"))];
  if (isScale) return [measureConditions(frame, { level: kind })];
  if (models === 1) return [measureConditions(frame, { level: "nominal" })];
  return categories.map((positive) => measureConditions(frame, { level: "nominal", positive }));
}

function severityModel(frame: LabelFrame): Defined<Severity> {
  if (workOfSeverity(frame) > mostSeverityWork)
    return undefinedBecause(takesLong("so many labels by so many people", "severity"));
  return measureSeverity(frame, { partialCredit: false });
}

/** How conditions differ, how severe people are, and how many of them it takes, on one question. */
export function measureModels(table: LabelTable, question: Question, filter: AnalysisFilter): ModelFigures {
  const { selected, frame, hasConditions } = studyFrame(table, question, filter);
  const { rule, leftOut, tally, people, scale } = selected;
  const counts = {
    labels: people.label.length,
    imported: countImported(table, people),
    erased: table.study.erased,
  };
  const about = { rule, leftOut, tally, counts };
  const refused = refuse(frame, scale.kind);
  if (refused !== null) {
    const none = undefinedBecause(refused);
    return { ...about, conditions: [none], severity: none, dependability: none };
  }
  const conditions = conditionModels(frame, scale.kind, hasConditions);
  const isScale = scale.kind === "ordinal" || scale.kind === "interval";
  const plain = { ...frame, part: new Int32Array(frame.part.length), parts: [""] };
  const isTwoWay = isScale || usedCategories(frame).categories.length === 2;
  const unordered = undefinedBecause(refuseAnonymous(frame) ?? "the labels have no order");
  return {
    ...about,
    conditions,
    severity: isTwoWay ? severityModel(plain) : unordered,
    dependability: isTwoWay ? measureDependability(plain, { seed: table.study.seed, target }) : unordered,
  };
}
