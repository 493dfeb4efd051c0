import type { DemoItem } from "@/lib/demo/demo-study";
import { pickRemark } from "@/lib/demo/remarks";
import { drawNormal, drawPlace, normalize, pointShares, sideShares } from "@/lib/demo/simulate-choice";
import type { SimulatedJudge } from "@/lib/demo/simulated-raters";
import type { AnswerState } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";
import { tieValue } from "@/lib/protocol/special-values";
import { itemTarget } from "@/lib/questions/targets";
import type { Random } from "@/lib/stats/defined";

export type JudgeAnswer = {
  questionKey: string;
  target: string;
  state: AnswerState;
  value: string | null;
  number: number | null;
  probabilities: Record<string, number> | null;
  rationale: string | null;
};

/** One recorded verdict: its raw output, and what could be read out of it. */
export type Verdict = { raw: string; answers: JudgeAnswer[] };

type Options = { keys: string[]; shares: number[] };

/** What a judge may say to a question, and how likely each is. */
function weigh(judge: SimulatedJudge, { leaning }: DemoItem, question: Question, random: Random): Options | null {
  if (question.type === "ordinal") {
    const points = question.points.map(({ value }) => value);
    const meant = (leaning.scales?.[question.key] ?? 0) + judge.leniency + drawNormal(random) * judge.noise;
    return { keys: points.map(String), shares: pointShares(points, meant, 0.6) };
  }
  if (question.type === "preference") {
    const misread = drawNormal(random) * judge.noise * 2;
    const shares = sideShares((leaning.firstSide ?? 0) * judge.acuity + judge.firstShown + misread, question.tie);
    return { keys: ["1", "2", tieValue], shares };
  }
  if (question.type !== "choice" || question.options !== "item") return null;
  const pulls = leaning.pulls ?? [];
  const weights = pulls.map((pull) => pull ** (judge.acuity * 0.8) * Math.exp(drawNormal(random) * judge.noise * 1.8));
  return { keys: pulls.map((_, place) => String(place + 1)), shares: normalize(weights) };
}

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Probabilities to three places that sum to 1: the largest takes what rounding left. */
function toProbabilities({ keys, shares }: Options): Record<string, number> {
  const places = shares.map(rounded);
  const largest = places.indexOf(Math.max(...places));
  const others = places.reduce((sum, share, place) => (place === largest ? sum : sum + share), 0);
  return Object.fromEntries(
    keys.map((key, place) => [key, place === largest ? rounded(1 - others) : (places[place] ?? 0)]),
  );
}

function toAnswer(question: Question, options: Options, random: Random): JudgeAnswer {
  const highest = options.shares.indexOf(Math.max(...options.shares));
  // A judge asked for one answer mostly gives its likeliest.
  const place = random() < 0.9 ? highest : drawPlace(options.shares, random);
  const value = options.keys[place] ?? "";
  const number = question.type === "ordinal" ? Number(value) : null;
  const base = {
    questionKey: question.key,
    target: itemTarget,
    state: "GIVEN" as const,
    value,
    number,
    probabilities: toProbabilities(options),
  };
  return { ...base, rationale: pickRemark(base, { random }) };
}

/** A verdict on the questions that judges are asked: scales, choices and preferences. Now and then the output cannot be read. */
export function simulateJudge(
  judge: SimulatedJudge,
  item: DemoItem,
  questions: readonly Question[],
  random: Random,
): Verdict {
  const answers = questions.flatMap((question) => {
    const options = weigh(judge, item, question, random);
    return options ? [toAnswer(question, options, random)] : [];
  });
  if (random() >= judge.unparsed) {
    const said = answers.map(({ questionKey, value, probabilities, rationale }) => [
      questionKey,
      { value, probabilities, rationale },
    ]);
    return { raw: JSON.stringify(Object.fromEntries(said)), answers };
  }
  const raw =
    "The reply has strengths and weaknesses, and much depends on the reader. I would rather not put a number to it.";
  const unread = { state: "UNPARSED", value: null, number: null, probabilities: null, rationale: null } as const;
  return { raw, answers: answers.map(({ questionKey, target }) => ({ questionKey, target, ...unread })) };
}
