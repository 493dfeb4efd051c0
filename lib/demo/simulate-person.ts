import type { DemoItem } from "@/lib/demo/demo-study";
import { pickRemark } from "@/lib/demo/remarks";
import { drawNormal, drawPlace, nearestPoint, normalize, sideShares } from "@/lib/demo/simulate-choice";
import type { SimulatedPerson } from "@/lib/demo/simulated-raters";
import type { ValidAnswer } from "@/lib/protocol/check-value";
import type { Question } from "@/lib/protocol/schema";
import { confidenceLevels, tieValue } from "@/lib/protocol/special-values";
import { itemTarget } from "@/lib/questions/targets";
import type { Random } from "@/lib/stats/defined";

/** One simulated person before one item, as shown to them. */
export type Sitting = { person: SimulatedPerson; item: DemoItem; shown: readonly string[]; random: Random };

/** An answer, and how sure the person is of it, 0 to 1: null where they cannot judge. */
type Reading = { answer: ValidAnswer; sureness: number | null };

const answer = (questionKey: string, value: string, number: number | null = null): ValidAnswer => ({
  ...{ questionKey, target: itemTarget, state: "GIVEN", value, number, probabilities: null },
});

const cannotJudgeShare = 0.015;

function readScale({ person, item, random }: Sitting, question: Extract<Question, { type: "ordinal" }>): Reading {
  const points = question.points.map(({ value }) => value);
  const meant = item.leaning.scales?.[question.key] ?? points[Math.floor(points.length / 2)] ?? 0;
  if (question.cannotJudge && random() < cannotJudgeShare)
    return {
      answer: {
        ...{ questionKey: question.key, target: itemTarget, state: "CANNOT_JUDGE" },
        ...{ value: null, number: null, probabilities: null },
      },
      sureness: null,
    };
  const reading = meant + person.leniency + drawNormal(random) * person.noise;
  const point = nearestPoint(points, reading);
  const isExtreme = point === points[0] || point === points.at(-1);
  // Sure where the reading falls on a point, and more so at the ends of the scale.
  const sureness = (isExtreme ? 0.75 : 0.5) - Math.min(0.4, Math.abs(reading - point) / 2);
  return { answer: answer(question.key, String(point), point), sureness };
}

/** What stands first on the screen draws some people. */
function chooseCandidate({ person, item, shown, random }: Sitting, key: string): Reading {
  const pulls = item.leaning.pulls ?? [];
  const shares = normalize(
    pulls.map(
      (pull, place) =>
        pull ** (person.acuity * 1.5) * (shown[0] === String(place + 1) ? Math.exp(person.firstShown / 2) : 1),
    ),
  );
  const place = drawPlace(shares, random);
  return { answer: answer(key, String(place + 1)), sureness: shares[place] ?? 0 };
}

function chooseSide(
  { person, item, shown, random }: Sitting,
  question: Extract<Question, { type: "preference" }>,
): Reading {
  const drawn = shown[0] === "1" ? person.firstShown : -person.firstShown;
  const shares = sideShares((item.leaning.firstSide ?? 0) * person.acuity + drawn, question.tie);
  const place = drawPlace(shares, random);
  if (place === 2) return { answer: answer(question.key, tieValue, 0), sureness: 0.3 };
  return { answer: answer(question.key, String(place + 1)), sureness: shares[place] ?? 0 };
}

function read(sitting: Sitting, question: Question): Reading | null {
  if (question.type === "ordinal") return readScale(sitting, question);
  if (question.type === "preference") return chooseSide(sitting, question);
  return question.type === "choice" && question.options === "item" ? chooseCandidate(sitting, question.key) : null;
}

function sayConfidence({ person, random }: Sitting, key: string, sureness: number): ValidAnswer {
  const felt = sureness * 0.7 + person.boldness * 0.4 + drawNormal(random) * 0.12;
  const level = felt < 0.45 ? 0 : felt < 0.75 ? 1 : 2;
  return answer(key, confidenceLevels[level] ?? "medium", level + 1);
}

const remarkShare = 0.2;

/** Answers to all questions of a starter protocol, in their order; some people leave a remark now and then. */
export function simulatePerson(sitting: Sitting, questions: readonly Question[]): ValidAnswer[] {
  const readings = new Map<string, Reading>();
  return questions.flatMap((question): ValidAnswer[] => {
    if (question.type === "confidence") {
      const sureness = readings.get(question.about)?.sureness ?? null;
      return sureness === null ? [] : [sayConfidence(sitting, question.key, sureness)];
    }
    if (question.type === "text") {
      const [first] = readings.values();
      const speaks = sitting.random() < remarkShare && first;
      return speaks ? [answer(question.key, pickRemark(first.answer, sitting))] : [];
    }
    const reading = read(sitting, question);
    if (reading) readings.set(question.key, reading);
    return reading ? [reading.answer] : [];
  });
}

const wordsPerMinute = 230;

/** Time before the item in ms: reading, thinking, and sometimes a pause that counts as elapsed only. */
export function simulateTimes({ person, item, random }: Sitting): { activeMs: number; elapsedMs: number } {
  const { task, parts } = item.record;
  const text = [
    task.prompt,
    ...parts.map(({ output, label, profile }) => `${output?.text ?? ""} ${label ?? ""} ${profile ?? ""}`),
  ];
  const words = text.join(" ").split(/\s+/).length;
  const seconds = ((words / wordsPerMinute) * 60 + 9) * person.pace * Math.exp(drawNormal(random) * 0.3);
  const activeMs = Math.round(seconds * 1000);
  const pauseMs = random() < 0.08 ? Math.round(60_000 + random() * 400_000) : Math.round(random() * 2000);
  return { activeMs, elapsedMs: activeMs + pauseMs };
}
