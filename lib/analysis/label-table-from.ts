import { Dictionary } from "@/lib/analysis/label-columns";
import { type LabelTable, purposes, type RaterFacts, states } from "@/lib/analysis/label-table";
import type { AnswerState, Purpose, RaterKind } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";
import { itemTarget } from "@/lib/questions/targets";

export type PlainLabel = {
  item: string;
  rater: string;
  question: string;
  target?: string;
  value: string | null;
  state?: AnswerState;
  purpose?: Purpose;
  occurrence?: number;
  probabilities?: Record<string, number>;
};

export type PlainItem = {
  task?: string;
  tier?: string;
  parts?: number;
  longestSide?: 1 | 2;
  sideBytes?: [first: number, second: number];
  /** What the sides are by their level of the factor that tells them apart ("model"), as loaded. */
  sides?: [first: string, second: string];
  refuses?: boolean;
  truth?: Record<string, string>;
  fileMajority?: Record<string, string>;
  isForTuning?: boolean;
};

type Given = {
  questions: readonly Question[];
  labels: readonly PlainLabel[];
  /** What is known about an item beside its labels. */
  items?: Readonly<Record<string, PlainItem>>;
  /** Raters are people unless said otherwise. */
  raters?: Readonly<Record<string, Partial<RaterFacts> & { kind?: RaterKind }>>;
  study?: Partial<LabelTable["study"]>;
};

const person = (id: string): RaterFacts => ({
  id,
  pseudonym: id,
  kind: "HUMAN",
  origin: "IMPORTED",
  status: "ACTIVE",
  sawConditions: false,
  isAnonymous: false,
  modelName: null,
  promptVersion: null,
  modelFamily: null,
  group: null,
});

const toLevel = (name: string) => ({ id: name, name });

/** A table of labels that do not come from the database (a file on the command line, a test): one version, no conditions but the models of sides. */
export function labelTableFrom({ questions, labels, items = {}, raters = {}, study = {} }: Given): LabelTable {
  const [itemIds, raterIds, tasks] = [new Dictionary(), new Dictionary(), new Dictionary()];
  const [keys, targets, values] = [new Dictionary(), new Dictionary(), new Dictionary()];
  const models = new Dictionary();
  for (const item of Object.keys(items)) itemIds.place(item);
  const item = Int32Array.from(labels, (label) => itemIds.place(label.item));
  const rater = Int32Array.from(labels, (label) => raterIds.place(label.rater));
  const known = itemIds.texts.map((id): PlainItem => items[id] ?? {});
  return {
    study: {
      seed: 1,
      isDemo: false,
      countRepeats: false,
      tieRule: "CATEGORY",
      epsilon: 0.2,
      isEpsilonSet: false,
      judgeTerms: { questions: {}, strata: [] },
      erased: 0,
      ...study,
    },
    versions: [{ id: "1", number: 1, questions: [...questions], isUsed: labels.length > 0, labels: labels.length }],
    raters: raterIds.texts.map((id) => ({ ...person(id), ...raters[id] })),
    items: {
      ids: itemIds.texts,
      tasks: Int32Array.from(known, ({ task }, place) => tasks.place(task ?? `item ${itemIds.texts[place]}`)),
      tiers: known.map(({ tier }) => tier ?? null),
      parts: Uint8Array.from(known, ({ parts }) => parts ?? 1),
      isFlipped: Uint8Array.from(known, ({ sides }) => Number(sides !== undefined && sides[0] > sides[1])),
      sideNames: null,
      longestSide: Uint8Array.from(known, ({ longestSide }) => longestSide ?? 0),
      sideBytes: Int32Array.from(known.flatMap(({ sideBytes }) => sideBytes ?? [0, 0])),
      refuses: Uint8Array.from(known, ({ refuses }) => (refuses === undefined ? 2 : Number(refuses))),
      conditions: known.map(({ sides }) => (sides ?? []).map((side) => models.place(side))),
      truth: known.map(({ truth }) => truth ?? null),
      fileMajority: known.map(({ fileMajority }) => fileMajority ?? null),
      isForTuning: Uint8Array.from(known, ({ isForTuning }) => Number(isForTuning ?? false)),
    },
    factors:
      models.texts.length > 0
        ? [{ id: "f", name: "model", role: "MODEL", baselineLevelId: null, levels: models.texts.map(toLevel) }]
        : [],
    conditions: models.texts.map((name) => [name]),
    labels: {
      item,
      rater,
      version: new Uint16Array(labels.length),
      purpose: Uint8Array.from(labels, ({ purpose }) => purposes.indexOf(purpose ?? "IMPORTED")),
      state: Uint8Array.from(labels, ({ state }) => states.indexOf(state ?? "GIVEN")),
      occurrence: Uint16Array.from(labels, ({ occurrence }) => occurrence ?? 1),
      isLatest: new Uint8Array(labels.length).fill(1),
      question: Uint16Array.from(labels, ({ question }) => keys.place(question)),
      target: Int32Array.from(labels, ({ target }) => targets.place(target ?? itemTarget)),
      value: Int32Array.from(labels, ({ value }) => (value === null ? -1 : values.place(value))),
      probabilities: new Map(
        labels.flatMap(({ probabilities }, label) => (probabilities ? [[label, probabilities]] : [])),
      ),
    },
    questionKeys: keys.texts,
    targets: targets.texts,
    values: values.texts,
    skips: { item: new Int32Array(0), rater: new Int32Array(0) },
  };
}
