"use client";

import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { describeAnswer } from "@/components/annotate/describe-answer";
import { fillProfiles } from "@/components/annotate/masked-dialogue";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { ItemView } from "@/components/layouts/item-view";
import { viewOf } from "@/components/layouts/layouts";
import { classNames } from "@/components/ui/class-names";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { Feedback } from "@/lib/labeling/contract";
import { findAnswer } from "@/lib/questions/answers";
import { itemTarget } from "@/lib/questions/targets";
import { viewUnder } from "@/lib/reading/text-view";

type Told = { key: string; text: string; own: string; right: string; isRight: boolean };

/** Each question whose answer is known, in the order asked: what was answered and what is right, in the words it was offered in. */
function listTold({ protocol: { questions }, answers, right, missed, item }: Feedback): Told[] {
  return questions
    .filter(({ key }) => findAnswer(right, key, itemTarget) !== undefined)
    .map((question) => ({
      key: question.key,
      text: question.text,
      own: describeAnswer(question, answers, item, questions),
      right: describeAnswer(question, right, item, questions),
      isRight: !missed.includes(question.key),
    }));
}

function Line({ told: { text, own, right, isRight } }: { told: Told }) {
  const Sign = isRight ? Check : X;
  const isSame = own === right;
  return (
    <li className="flex gap-3 border-t py-4 first:border-t-0 first:pt-0">
      <span
        className={classNames(
          "mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full border",
          isRight ? "border-accent bg-accent-soft text-accent" : "border-danger text-danger",
        )}
      >
        <Sign aria-hidden className="size-4" />
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">{text}</h3>
        <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-[15px]">
          <dt className="text-muted">You</dt>
          <dd>{own}</dd>
          <dt className="text-muted">Right</dt>
          <dd className="font-medium">{right}</dd>
        </dl>
        <p className="mt-1 text-[13px] text-muted">
          {isRight ? (isSame ? "That is right." : "Near enough to count as right.") : "That is not the right one."}
        </p>
      </div>
    </li>
  );
}

const headline = (told: readonly Told[]) => {
  const right = told.filter(({ isRight }) => isRight).length;
  if (told.length === 1) return right === 1 ? "That was right" : "The right answer is another";
  return right === told.length ? "All of it was right" : `${right} of ${told.length} were right`;
};

/** An item of the training set beside what was answered, what is right, and why. */
export function FeedbackView({ feedback, goOn }: { feedback: Feedback; goOn: ReactNode }) {
  const item = fillProfiles(feedback.item);
  const told = listTold({ ...feedback, item });
  const { hasWideQuestions } = viewOf(item);
  return (
    <TextViewContext value={viewUnder(feedback.protocol, "marked-up")}>
      <div className="@container h-full min-h-0">
        <ScrollPane
          name="Item and right answer"
          className={classNames(
            "flex h-full flex-col overflow-y-auto @min-[64rem]:grid @min-[64rem]:overflow-hidden",
            hasWideQuestions
              ? "@min-[64rem]:grid-cols-[minmax(0,1fr)_minmax(26rem,36%)]"
              : "@min-[64rem]:grid-cols-[minmax(0,1fr)_25rem]",
          )}
        >
          <article aria-label="Item" className="min-w-0 shrink-0 @min-[64rem]:min-h-0">
            <ItemView item={item} openedParts={item.texts.map(({ partId }) => partId)} onOpenPart={() => undefined} />
          </article>
          <section
            aria-labelledby="feedback-headline"
            className="order-first flex shrink-0 flex-col gap-5 border-b @min-[64rem]:order-none px-5 py-6 @min-[64rem]:min-h-0 @min-[64rem]:overflow-y-auto @min-[64rem]:border-b-0 @min-[64rem]:border-l @min-[64rem]:py-8"
          >
            <h2 id="feedback-headline" className="text-xl font-semibold">
              {headline(told)}
            </h2>
            <ul className="flex flex-col">
              {told.map((line) => (
                <Line key={line.key} told={line} />
              ))}
            </ul>
            {feedback.rationale && (
              <div className="rounded-md border-l-2 border-accent bg-accent-soft px-4 py-3">
                <h3 className="text-[13px] font-medium text-muted">Why</h3>
                <p className="mt-1 text-base leading-relaxed whitespace-pre-line">{feedback.rationale}</p>
              </div>
            )}
            <div>{goOn}</div>
          </section>
        </ScrollPane>
      </div>
    </TextViewContext>
  );
}
