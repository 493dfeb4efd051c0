import { assignKeys, groupOf, writeChoice } from "@/components/annotate/assign-keys";
import { listChoices, listChosen } from "@/components/annotate/choices";
import type { Judging } from "@/components/annotate/judging";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { listAskedQuestions } from "@/lib/protocol/show-if";
import { findAnswer } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** One question as it stands on the page. */
export type Asked = {
  question: Question;
  answer: AnswerInput | undefined;
  choices: readonly Choice[];
  /** One of them, or more where several make one answer. */
  chosen: readonly Choice[];
  /** Choice id -> key; empty unless this question takes keys now. */
  keys: ReadonlyMap<string, string>;
  isInHand: boolean;
  error: string | undefined;
};

const noKeys: ReadonlyMap<string, string> = new Map();

/** The questions asked now, in order, with what can be picked and the keys that work at this moment (none where a person has them off). */
export function listAsked({ protocol, answers, item, inHand, errors, locked }: Judging, isKeyed = true): Asked[] {
  const asked = listAskedQuestions(protocol.questions, answers).map((question) => ({
    question,
    choices: listChoices(question, item),
  }));
  const keys = assignKeys(asked);
  const held = asked.find(({ question }) => question.key === inHand)?.question;
  return asked.map(({ question, choices }) => {
    const answer = findAnswer(answers, question.key);
    const hasKeys = isKeyed && !locked && held !== undefined && groupOf(question) === groupOf(held);
    return {
      ...{ question, answer, choices, error: errors[question.key] },
      chosen: listChosen(question, choices, answer),
      keys: (hasKeys && keys.get(question.key)) || noKeys,
      isInHand: question.key === inHand,
    };
  });
}

export type Pressed = { questionKey: string; choice: Choice } | { questionKey: string; choice: null };

/** What a key picks: a choice, or (null) the box of a question that is answered by typing. */
export function findPressed(asked: readonly Asked[], key: string): Pressed | null {
  for (const { question, choices, keys } of asked) {
    const id = [...keys].find(([, taken]) => taken === key)?.[0];
    if (id === writeChoice && kindOf(question).isWritten(question)) return { questionKey: question.key, choice: null };
    const choice = choices.find((one) => one.id === id);
    if (choice) return { questionKey: question.key, choice };
  }
  return null;
}

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/**
 * Where an arrow leads from the answer with the focus: to the next one, round at the ends, as between native radios. On
 * a pair left is always A and right always B, because there they stand.
 */
export function findBeside({ question, choices, chosen }: Asked, arrow: Arrow, focused: string | null): Choice | null {
  const isBack = arrow === "ArrowUp" || arrow === "ArrowLeft";
  const isSideways = arrow === "ArrowLeft" || arrow === "ArrowRight";
  if (isSideways && kindOf(question).shape(question) === "halves") {
    const sides = choices.filter(({ wish }) => wish === "1" || wish === "2");
    return sides[isBack ? 0 : 1] ?? null;
  }
  const from = focused ?? chosen[0]?.id;
  const place = choices.findIndex(({ id }) => id === from);
  if (place < 0) return choices.at(isBack ? -1 : 0) ?? null;
  return choices.at((place + (isBack ? -1 : 1)) % choices.length) ?? null;
}
