import { pickAnswer } from "@/components/annotate/choices";
import { fillProfiles } from "@/components/annotate/masked-dialogue";
import { isSameAnswers } from "@/components/annotate/same-answers";
import type { AssignedItem, ProtocolView } from "@/lib/labeling/contract";
import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { listAskedQuestions } from "@/lib/protocol/show-if";
import { findAnswer, isAnswered, listAnswers, putAnswer } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";
import { type TextView, viewUnder } from "@/lib/reading/text-view";

/** One item with the answers given so far: the one to label, an earlier one, or a refused one to mend. */
export type Judging = Readonly<{
  from: "queue" | "finished" | "outbox";
  item: AssignedItem;
  protocol: ProtocolView;
  answers: AnswersInput;
  /** The answers it came with: an edit is a change from these. */
  stored: AnswersInput;
  /** The revision that these are, once stored; null before the first. */
  revision: number | null;
  /** Key of the question that takes the keys. */
  inHand: string | null;
  errors: Readonly<Record<string, string>>;
  /** Parts that were in view, where only one fits at a time. */
  openedParts: readonly string[];
  /** The views in which the texts were read, in order: the last is on screen. */
  views: readonly TextView[];
  /** Why it cannot be changed, or null. */
  locked: string | null;
  /** Key of the refused outbox entry that this mends. */
  mends: string | null;
}>;

export type GivenAnswer = { questionKey: string; answer: AnswerInput | undefined; isAdvancing: boolean };

/** The question to go to first: the first that must be answered and is not, else the first. */
function firstInHand(questions: readonly Question[], answers: AnswersInput): string | null {
  const asked = listAskedQuestions(questions, answers);
  return (
    (asked.find(({ key, required }) => required && !isAnswered(findAnswer(answers, key))) ?? asked[0])?.key ?? null
  );
}

/** A fresh view of an item; nothing is chosen beforehand. */
export function startJudging(
  item: AssignedItem,
  protocol: ProtocolView,
  answers: AnswersInput,
  given: Partial<Judging> = {},
): Judging {
  return {
    ...{
      from: "queue",
      item: fillProfiles(item),
      protocol,
      answers,
      stored: answers,
      revision: null,
      errors: {},
      locked: null,
      mends: null,
    },
    inHand: firstInHand(protocol.questions, answers),
    openedParts: [],
    views: [viewUnder(protocol, "marked-up")],
    ...given,
  };
}

/** Where to go after an answer: the next open question, else an open one before it that must be answered, else nowhere. */
function advance(judging: Judging, from: string): string {
  const asked = listAskedQuestions(judging.protocol.questions, judging.answers);
  const place = asked.findIndex(({ key }) => key === from);
  const isOpen = ({ key }: Question) => !isAnswered(findAnswer(judging.answers, key));
  const next = asked.slice(place + 1).find(isOpen) ?? asked.slice(0, place).find((one) => one.required && isOpen(one));
  return next?.key ?? from;
}

/** Gives, changes or (undefined) takes back an answer; the keys go on to the next open question where asked for. */
export function giveAnswer(judging: Judging, { questionKey, answer, isAdvancing }: GivenAnswer): Judging {
  if (judging.locked) return judging;
  const { [questionKey]: _, ...errors } = judging.errors;
  const next = { ...judging, answers: putAnswer(judging.answers, questionKey, answer), errors };
  return { ...next, inHand: isAdvancing ? advance(next, questionKey) : questionKey };
}

export type PickedChoice = { questionKey: string; choice: Choice; isAdvancing: boolean };

/** Picks a choice. Where several make one answer the keys stay: nobody else knows which is the last. */
export function pickChoice(judging: Judging, { questionKey, choice, isAdvancing }: PickedChoice): Judging {
  const question = judging.protocol.questions.find(({ key }) => key === questionKey);
  if (!question) return judging;
  const answer = pickAnswer(question, findAnswer(judging.answers, questionKey), choice);
  const goesOn = isAdvancing && !kindOf(question).picksSeveral;
  return giveAnswer(judging, { questionKey, answer, isAdvancing: goesOn });
}

/** An item comes on screen in the view that the last was read in. */
export const inView = (judging: Judging, view: TextView): Judging => ({
  ...judging,
  views: [viewUnder(judging.protocol, view)],
});

/** What is sent: answers to the questions that are asked, nothing for the others. */
export function answersToSend({ protocol, answers }: Judging): AnswersInput {
  const asked = new Set(listAskedQuestions(protocol.questions, answers).map(({ key }) => key));
  return listAnswers(answers)
    .filter(({ question, answer }) => asked.has(question) && isAnswered(answer))
    .reduce<AnswersInput>((sent, { question, target, answer }) => putAnswer(sent, question, answer, target), {});
}

/** Whether the answers differ from those it came with. */
export const isChanged = ({ answers, stored }: Pick<Judging, "answers" | "stored">): boolean =>
  !isSameAnswers(answers, stored);
