import type { DemoItem, DemoStudy } from "@/lib/demo/demo-study";
import { type JudgeAnswer, simulateJudge } from "@/lib/demo/simulate-judge";
import { simulatePerson, simulateTimes } from "@/lib/demo/simulate-person";
import {
  type SimulatedJudge,
  type SimulatedPerson,
  simulatedJudges,
  simulatedPeople,
} from "@/lib/demo/simulated-raters";
import { drawOrder } from "@/lib/labeling/claim/draw-order";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

export type SimulatedLabel = {
  item: DemoItem;
  shown: string[];
  activeMs: number | null;
  elapsedMs: number | null;
  raw: string | null;
  finishedAt: Date;
  answers: JudgeAnswer[];
};

const hourMs = 60 * 60 * 1000;
/** Everybody begins on a Monday morning, one after another. */
const beginning = Date.UTC(2026, 0, 12, 8);

/** What one person says to the items they get to, in the order of the study's walk. */
function labelsOfPerson(
  study: DemoStudy,
  walk: readonly DemoItem[],
  person: SimulatedPerson,
  place: number,
): SimulatedLabel[] {
  const random = seededRandom(study.seed + place + 1);
  const { questions } = study.starter.protocol;
  let clock = beginning + place * hourMs;
  return walk.slice(0, Math.ceil(walk.length * person.share)).map((item) => {
    const { externalId, layout, parts } = item.record;
    const keys = parts.map((_, part) => String(part + 1));
    const shown = drawOrder(keys, { layout, seed: study.seed, raterId: person.pseudonym, itemId: externalId });
    const sitting = { person, item, shown, random };
    const answers = simulatePerson(sitting, questions).map((answer) => ({ ...answer, rationale: null }));
    const times = simulateTimes(sitting);
    clock += times.elapsedMs + 1500;
    return { item, shown, ...times, raw: null, finishedAt: new Date(clock), answers };
  });
}

/** A judge reads everything in the order of the file, the day before. */
function labelsOfJudge(study: DemoStudy, judge: SimulatedJudge, place: number): SimulatedLabel[] {
  const random = seededRandom(study.seed + 100 + place);
  return study.items.map((item, index) => ({
    item,
    shown: [],
    activeMs: null,
    elapsedMs: null,
    finishedAt: new Date(beginning - 24 * hourMs + place * hourMs + index * 4000),
    ...simulateJudge(judge, item, study.starter.protocol.questions, random),
  }));
}

export type SimulatedRater =
  | { kind: "HUMAN"; person: SimulatedPerson; labels: SimulatedLabel[] }
  | { kind: "JUDGE"; judge: SimulatedJudge; labels: SimulatedLabel[] };

/** Six people and two judges with all that they say. The same study gives the same labels. */
export const simulateLabels = (study: DemoStudy, walk: readonly DemoItem[]): SimulatedRater[] => [
  ...simulatedPeople.map((person, place) => ({
    kind: "HUMAN" as const,
    person,
    labels: labelsOfPerson(study, walk, person, place),
  })),
  ...simulatedJudges.map((judge, place) => ({
    kind: "JUDGE" as const,
    judge,
    labels: labelsOfJudge(study, judge, place),
  })),
];
