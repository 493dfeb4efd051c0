"use client";

import { type Ref, useId, useMemo, useRef } from "react";
import { type Asked, listAsked } from "@/components/annotate/asked-questions";
import { ItemStage } from "@/components/annotate/item-stage";
import type { Judging } from "@/components/annotate/judging";
import { QuestionBlock } from "@/components/annotate/question-block";
import { QuestionTable } from "@/components/annotate/question-table";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { useHeldTarget } from "@/components/annotate/use-held-target";
import type { WaitingItem } from "@/components/annotate/waiting-item";
import { useSay } from "@/components/language/speak";
import { viewOf } from "@/components/layouts/layouts";
import { classNames } from "@/components/ui/class-names";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { AnswerInput } from "@/lib/protocol/schema";
import { addressOf } from "@/lib/questions/answers";
import { groupInBlocks } from "@/lib/questions/blocks";
import type { Choice } from "@/lib/questions/choices";

export type JudgingActions = {
  onPick: (address: string, choice: Choice) => void;
  onWrite: (address: string, answer: AnswerInput | undefined) => void;
  onInHand: (address: string) => void;
  onOpenPart: (partId: string) => void;
};

type JudgingViewProps = JudgingActions & {
  judging: Judging;
  /** What comes next, drawn beforehand. */
  waiting?: WaitingItem | null;
  hasKeys?: boolean;
  ref?: Ref<HTMLDivElement>;
};

/**
 * The item on the left, the questions on the right; one above the other where the width is short. Measured by its own
 * width, so that the protocol editor's preview behaves like a window of that size.
 */
export function JudgingView({ judging, waiting = null, hasKeys = true, ref, ...actions }: JudgingViewProps) {
  const say = useSay();
  const asked = useMemo(() => listAsked(judging, hasKeys), [judging, hasKeys]);
  const id = useId();
  const article = useRef<HTMLElement>(null);
  useHeldTarget(article, judging);
  const { hasWideQuestions } = viewOf(judging.item);
  const drawQuestion = (one: Asked, isRow = false) => (
    <QuestionBlock
      key={one.address}
      id={`${id}-${one.address}`}
      judging={judging}
      asked={one}
      isRow={isRow}
      isFirstThere={asked[asked.indexOf(one) - 1]?.target !== one.target}
      onPick={(choice) => actions.onPick(one.address, choice)}
      onWrite={(answer) => actions.onWrite(one.address, answer)}
      onMark={(target, answer) => actions.onWrite(addressOf(one.question.key, target), answer)}
      onInHand={() => actions.onInHand(one.address)}
    />
  );
  return (
    <TextViewContext value={judging.views.at(-1) ?? "marked-up"}>
      <div ref={ref} className="@container h-full min-h-0">
        <ScrollPane
          name={say("Item and questions")}
          className={classNames(
            "flex h-full flex-col overflow-y-auto @min-[64rem]:grid @min-[64rem]:overflow-hidden",
            hasWideQuestions
              ? "@min-[64rem]:grid-cols-[minmax(0,1fr)_minmax(26rem,36%)]"
              : "@min-[64rem]:grid-cols-[minmax(0,1fr)_23rem] @min-[80rem]:grid-cols-[minmax(0,1fr)_25rem]",
          )}
        >
          <ItemStage ref={article} judging={judging} waiting={waiting} onOpenPart={actions.onOpenPart} />
          <form
            data-pane
            aria-label={say("Questions")}
            onSubmit={(event) => event.preventDefault()}
            className="flex shrink-0 flex-col gap-7 border-t py-6 pr-5 pl-0.5 @min-[64rem]:px-4 @min-[64rem]:min-h-0 @min-[64rem]:overflow-y-auto @min-[64rem]:border-t-0 @min-[64rem]:border-l @min-[64rem]:py-8"
          >
            {groupInBlocks(asked).map(({ block, rows: [first, ...others] }) => {
              if (!first) return null;
              if (block === null) return drawQuestion(first);
              return (
                <QuestionTable key={`${block} ${first.address}`} name={block} choices={first.choices}>
                  {[first, ...others].map((one) => drawQuestion(one, true))}
                </QuestionTable>
              );
            })}
          </form>
        </ScrollPane>
      </div>
    </TextViewContext>
  );
}
