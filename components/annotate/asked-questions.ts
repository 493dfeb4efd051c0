import { assignKeys, groupOf, writeChoice } from "@/components/annotate/assign-keys";
import { listChoices, listChosen } from "@/components/annotate/choices";
import { type Judging, listAskedHere } from "@/components/annotate/judging";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { addressOf, findAnswer } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** One question as it stands on the page, at one of its targets. */
export type Asked = {
  question: Question;
  target: string;
  /** What both together are called. */
  address: string;
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
export function listAsked(judging: Judging, isKeyed = true): Asked[] {
  const { answers, item, inHand, errors, locked } = judging;
  const asked = listAskedHere(judging).map(({ question, target }) => ({
    question,
    target,
    address: addressOf(question.key, target),
    choices: listChoices(question, item),
  }));
  const keys = assignKeys(asked);
  const held = asked.find(({ address }) => address === inHand);
  return asked.map(({ question, target, address, choices }) => {
    const answer = findAnswer(answers, question.key, target);
    const hasKeys = isKeyed && !locked && held !== undefined && groupOf({ question, target }) === groupOf(held);
    return {
      question,
      target,
      address,
      answer,
      choices,
      error: errors[address],
      chosen: listChosen(question, choices, answer),
      keys: (hasKeys && keys.get(address)) || noKeys,
      isInHand: address === inHand,
    };
  });
}

export type Pressed = { address: string; choice: Choice } | { address: string; choice: null };

/** What a key picks: a choice, or (null) the box of a question that is answered by typing. */
export function findPressed(asked: readonly Asked[], key: string): Pressed | null {
  for (const { question, address, choices, keys } of asked) {
    const id = [...keys].find(([, taken]) => taken === key)?.[0];
    if (id === writeChoice && kindOf(question).isWritten(question)) return { address, choice: null };
    const choice = choices.find((one) => one.id === id);
    if (choice) return { address, choice };
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
