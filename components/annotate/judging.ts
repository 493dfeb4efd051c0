import { pickAnswer } from "@/components/annotate/choices";
import { fillProfiles } from "@/components/annotate/masked-dialogue";
import { isSameAnswers } from "@/components/annotate/same-answers";
import type { AssignedItem, ProtocolView } from "@/lib/labeling/contract";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import type { AnswerInput, AnswersInput } from "@/lib/protocol/schema";
import { listAskedAt } from "@/lib/protocol/show-if";
import { addressOf, findAnswer, isAnswered, listAnswers, putAnswer, readAddress } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";
import { hasMarks, putMark } from "@/lib/questions/mark-answers";
import { itemTarget } from "@/lib/questions/targets";
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
  /** Address of the question that takes the keys. */
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

export type GivenAnswer = { address: string; answer: AnswerInput | undefined; isAdvancing?: boolean };

type Shown = Pick<Judging, "item" | "protocol" | "answers">;

/** The questions asked of this item now, each at its targets. */
export const listAskedHere = ({ protocol, answers, item }: Shown) =>
  listAskedAt(protocol.questions, answers, listItemTargets(item)).map(({ question, target }) => ({
    question,
    target,
    address: addressOf(question.key, target),
  }));

type AskedHere = ReturnType<typeof listAskedHere>[number];

const isOpen = (answers: AnswersInput, { question, target }: AskedHere) =>
  !isAnswered(findAnswer(answers, question.key, target));

/** The question to go to first: the first that must be answered and is not, else the first. */
function firstInHand(shown: Shown): string | null {
  const asked = listAskedHere(shown);
  const first = asked.find((one) => one.question.required && isOpen(shown.answers, one)) ?? asked[0];
  return first?.address ?? null;
}

/** The first question with a message. */
export const findFirstError = (judging: Judging, errors: Judging["errors"]): string | undefined =>
  listAskedHere(judging).find(({ address }) => errors[address])?.address;

/** A fresh view of an item; nothing is chosen beforehand. */
export function startJudging(
  item: AssignedItem,
  protocol: ProtocolView,
  answers: AnswersInput,
  given: Partial<Judging> = {},
): Judging {
  return {
    from: "queue",
    item: fillProfiles(item),
    protocol,
    answers,
    stored: answers,
    revision: null,
    errors: {},
    locked: null,
    mends: null,
    inHand: firstInHand({ item, protocol, answers }),
    openedParts: [],
    views: [viewUnder(protocol, "marked-up")],
    ...given,
  };
}

/** Where to go after an answer: the next open question, else an open one before it that must be answered, else nowhere. */
function advance(judging: Judging, from: string): string {
  const asked = listAskedHere(judging);
  const place = asked.findIndex(({ address }) => address === from);
  const isLeft = (one: AskedHere) => isOpen(judging.answers, one);
  const next =
    asked.slice(place + 1).find(isLeft) ?? asked.slice(0, place).find((one) => one.question.required && isLeft(one));
  return next?.address ?? from;
}

const findMarking = ({ protocol }: Judging, key: string) => {
  const question = protocol.questions.find((one) => one.key === key);
  return question ? kindOf(question).marking(question) : null;
};

function withoutKey(errors: Judging["errors"], key: string): Judging["errors"] {
  const { [key]: _, ...others } = errors;
  return others;
}

/** Gives, changes or (undefined) takes back an answer; the keys go on to the next open question where asked for. */
export function giveAnswer(judging: Judging, { address, answer, isAdvancing = false }: GivenAnswer): Judging {
  if (judging.locked) return judging;
  const { [address]: _, ...errors } = judging.errors;
  const { question, target } = readAddress(address);
  const isMark = target !== itemTarget && findMarking(judging, question) !== null;
  const put = isMark ? putMark : putAnswer;
  const next = { ...judging, answers: put(judging.answers, question, answer, target), errors };
  if (isMark) return { ...next, errors: withoutKey(errors, question), inHand: question };
  return { ...next, inHand: isAdvancing ? advance(next, address) : address };
}

export type PickedChoice = { address: string; choice: Choice; isAdvancing: boolean };

/** Picks a choice. Where several make one answer the keys stay: nobody else knows which is the last. */
export function pickChoice(judging: Judging, { address, choice, isAdvancing }: PickedChoice): Judging {
  const asked = readAddress(address);
  const question = judging.protocol.questions.find(({ key }) => key === asked.question);
  if (!question) return judging;
  const answer = pickAnswer(question, findAnswer(judging.answers, question.key, asked.target), choice);
  const goesOn = isAdvancing && !kindOf(question).picksSeveral;
  return giveAnswer(judging, { address, answer, isAdvancing: goesOn });
}

/**
 * Whether the answer at an address, which made one judging of the other, was the last that had to be given: it was open
 * before, and nothing is open now. A correction is not, nor what asks for more than one pick.
 */
export function isLastAnswer(before: Judging, after: Judging, address: string): boolean {
  if (after.from !== "queue" || before.item !== after.item) return false;
  const own = listAskedHere(before).find((one) => one.address === address);
  if (!own?.question.required || !isOpen(before.answers, own) || isOpen(after.answers, own)) return false;
  if (kindOf(own.question).picksSeveral) return false;
  return listAskedHere(after).every((one) => !one.question.required || !isOpen(after.answers, one));
}

/** An item comes on screen in the view that the last was read in. */
export const inView = (judging: Judging, view: TextView): Judging => ({
  ...judging,
  views: [viewUnder(judging.protocol, view)],
});

/** What is sent: answers to the questions that are asked, nothing for the others. */
export function answersToSend(judging: Judging): AnswersInput {
  const here = listAskedHere(judging);
  const asked = new Set(here.map(({ address }) => address));
  const marked = new Set(
    here.filter(({ question }) => hasMarks(judging.answers, question)).map(({ address }) => address),
  );
  return listAnswers(judging.answers)
    .filter(
      ({ question, target, answer }) =>
        (asked.has(addressOf(question, target)) || marked.has(question)) && isAnswered(answer),
    )
    .reduce<AnswersInput>((sent, { question, target, answer }) => putAnswer(sent, question, answer, target), {});
}

/** Whether the answers differ from those it came with. */
export const isChanged = ({ answers, stored }: Pick<Judging, "answers" | "stored">): boolean =>
  !isSameAnswers(answers, stored);
