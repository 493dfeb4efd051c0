import type { DemoItem } from "@/lib/demo/demo-study";
import { pickRemark } from "@/lib/demo/remarks";
import type { SimulatedJudge } from "@/lib/demo/simulated-raters";
import type { AnswerState } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";
import { drawPlace, type JudgeOptions } from "@/lib/questions/simulated";
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

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Probabilities to three places that sum to 1: the largest takes what rounding left. */
function toProbabilities({ keys, shares }: JudgeOptions): Record<string, number> {
  const places = shares.map(rounded);
  const largest = places.indexOf(Math.max(...places));
  const others = places.reduce((sum, share, place) => (place === largest ? sum : sum + share), 0);
  return Object.fromEntries(
    keys.map((key, place) => [key, place === largest ? rounded(1 - others) : (places[place] ?? 0)]),
  );
}

function toAnswer(question: Question, options: JudgeOptions, random: Random): JudgeAnswer {
  const highest = options.shares.indexOf(Math.max(...options.shares));
  // A judge asked for one answer mostly gives its likeliest.
  const place = random() < 0.9 ? highest : drawPlace(options.shares, random);
  const value = options.keys[place] ?? "";
  const number = kindOf(question).readsNumbers(question) ? Number(value) : null;
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
    const options = kindOf(question).simulateJudge(question, { judge, leaning: item.leaning, random });
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
