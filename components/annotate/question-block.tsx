"use client";

import type { Asked } from "@/components/annotate/asked-questions";
import { writeChoice } from "@/components/annotate/assign-keys";
import { ChoiceList } from "@/components/annotate/choice-list";
import { type Choice, isWritten } from "@/components/annotate/choices";
import type { Judging } from "@/components/annotate/labeling-state";
import { PercentAnswer, ProbabilityAnswer, TextAnswer } from "@/components/annotate/written-answers";
import { Kbd } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { AnswerInput } from "@/lib/protocol/schema";

/** Marks a question's fieldset, so that the keys can find it. */
export const questionMark = "data-question";

type QuestionBlockProps = {
  judging: Judging;
  asked: Asked;
  /** Unique on the page. */
  id: string;
  onPick: (choice: Choice) => void;
  onWrite: (answer: AnswerInput | undefined) => void;
  onInHand: () => void;
};

function Written({
  judging,
  asked,
  id,
  onWrite,
  describedBy,
}: QuestionBlockProps & { describedBy: string | undefined }) {
  const { question } = asked;
  const props = { asked, onWrite, describedBy, isLocked: judging.locked !== null, labelledBy: `${id}-text` };
  if (question.type === "text") return <TextAnswer {...props} />;
  if (question.type !== "confidence") return null;
  if (question.scale === "percent") return <PercentAnswer {...props} />;
  const about = judging.protocol.questions.find(({ key }) => key === question.about);
  return <ProbabilityAnswer {...props} about={about} item={judging.item} />;
}

/** One question: its text, what can be answered, and what is wrong with the answer. The one in hand is marked and shows its keys. */
export function QuestionBlock(props: QuestionBlockProps) {
  const { judging, asked, id, onPick, onWrite, onInHand } = props;
  const { question, error, isInHand, keys, answer } = asked;
  const writeKey = keys.get(writeChoice);
  const describedBy = [question.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset
      {...{ [questionMark]: question.key }}
      tabIndex={-1}
      aria-labelledby={`${id}-text`}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      onFocus={onInHand}
      className={classNames(
        "scroll-my-6 border-l-[3px] py-1 pl-[15px] @min-[64rem]:pr-1 focus-visible:outline-offset-4",
        isInHand ? (error ? "border-danger" : "border-accent") : "border-transparent",
      )}
    >
      <div className="mb-2 flex items-start gap-3">
        <p id={`${id}-text`} className="flex-1 text-[15px] leading-snug font-semibold text-pretty">
          {question.text}
          {!question.required && <span className="font-normal text-muted"> (optional)</span>}
        </p>
        {writeKey && (
          <Kbd aria-hidden className="uppercase pointer-coarse:hidden">
            {writeKey}
          </Kbd>
        )}
        {!question.required && answer && !judging.locked && (
          <button type="button" className="text-[13px] text-muted underline" onClick={() => onWrite(undefined)}>
            Clear
          </button>
        )}
      </div>
      {question.help && (
        <p id={`${id}-help`} className="-mt-1 mb-2 text-[13px] whitespace-pre-line text-muted">
          {question.help}
        </p>
      )}
      {isWritten(question) && <Written key={judging.item.assignmentId} {...props} describedBy={describedBy} />}
      {asked.choices.length > 0 && (
        <ChoiceList asked={asked} name={id} isLocked={judging.locked !== null} onPick={onPick} />
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-2 text-[13px] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
