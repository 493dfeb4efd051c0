"use client";

import { useMemo, useRef, useState } from "react";
import { findBeside, findPressed, listAsked } from "@/components/annotate/asked-questions";
import { focusChoice, focusQuestion, scrollItem } from "@/components/annotate/focus-question";
import {
  answersToSend,
  giveAnswer,
  type Judging,
  listAskedHere,
  pickChoice,
  startJudging,
} from "@/components/annotate/judging";
import { JudgingView } from "@/components/annotate/judging-view";
import { TextViewBox } from "@/components/annotate/text-view-switch";
import { useLabelingKeys } from "@/components/annotate/use-labeling-keys";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { AssignedItem } from "@/lib/labeling/contract";
import { layoutOf } from "@/lib/layouts/layouts";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import type { AnswerInput, AnswersInput, Protocol } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { readAddress } from "@/lib/questions/answers";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";
import { otherView, type TextView, viewUnder } from "@/lib/reading/text-view";

type PreviewProps = {
  protocol: Protocol;
  samples: readonly AssignedItem[];
  /** The question that is being edited. */
  inHand: string | null;
  onInHand: (address: string) => void;
};

/** What a rater would see of the item under this protocol. */
function showTo(item: AssignedItem, { personaVisibility }: Protocol): AssignedItem {
  return personaVisibility === "SHOWN" ? item : { ...item, persona: null };
}

const partKeys = ({ texts, candidates }: AssignedItem) =>
  new Map([...texts, ...candidates].map(({ partId }) => [partId, partId]));

/** The real labeling view on a sample item, keys and all; nothing is stored. */
export function ProtocolPreview({ protocol, samples, inHand, onInHand }: PreviewProps) {
  const [sampleId, setSampleId] = useState(samples[0]?.assignmentId);
  const [isPhone, setPhone] = useState(false);
  const [view, setView] = useState<TextView>("marked-up");
  const [answers, setAnswers] = useState<AnswersInput>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [openedParts, setOpenedParts] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const [held, setHeld] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const item = samples.find(({ assignmentId }) => assignmentId === sampleId) ?? samples[0];

  const judging = useMemo((): Judging | null => {
    if (!item) return null;
    const version = { ...protocol, versionId: "draft", number: 0, guidelines: [] };
    const views = [viewUnder(protocol, view)];
    const shown = showTo(item, protocol);
    const isHeld = held !== null && readAddress(held).question === inHand;
    const first = listAskedHere({ item: shown, protocol: version, answers }).find(
      ({ question }) => question.key === inHand,
    );
    const given = { inHand: isHeld ? held : (first?.address ?? inHand), errors, openedParts, views };
    return startJudging(shown, version, answers, given);
  }, [item, protocol, answers, inHand, held, errors, openedParts, view]);
  const asked = useMemo(() => (judging ? listAsked(judging) : []), [judging]);
  const inUse = asked.find((one) => one.isInHand);
  const takeInHand = (address: string) => {
    setHeld(address);
    onInHand(readAddress(address).question);
  };

  const show = (next: Judging) => {
    setAnswers(next.answers);
    setErrors(next.errors);
    setNote("");
    if (next.inHand) takeInHand(next.inHand);
  };
  const give = (address: string, answer: AnswerInput | undefined) =>
    judging && show(giveAnswer(judging, { address, answer }));
  const pick = (address: string, choice: Choice, isAdvancing = true) =>
    judging && show(pickChoice(judging, { address, choice, isAdvancing }));
  const choose = (choice: Choice | null | undefined) => {
    if (!inUse || !choice) return;
    pick(inUse.address, choice, false);
    if (root.current) focusChoice(root.current, inUse.address, choice.id);
  };
  const goBeside = (choice: Choice | null | undefined) => {
    if (!inUse || !kindOf(inUse.question).picksSeveral) choose(choice);
    else if (choice && root.current) focusChoice(root.current, inUse.address, choice.id);
  };
  const submit = () => {
    if (!judging || !item) return;
    const targets = listItemTargets(judging.item);
    const check = validateAnswers(protocol.questions, answersToSend(judging), partKeys(item), targets);
    setErrors(check.ok ? {} : (check.fieldErrors ?? {}));
    setNote(check.ok ? "Complete: a rater would go on to the next item" : "Something is missing");
    if (check.ok) setAnswers({});
  };

  useLabelingKeys({
    isOn: () => root.current?.contains(document.activeElement) ?? false,
    isSettled: () => true,
    mode: "on",
    onEnter: submit,
    onEscape: () => undefined,
    onArrow: (arrow, focused) => goBeside(inUse && findBeside(inUse, arrow, focused)),
    onChoose: (focused) => choose(inUse?.choices.find(({ id }) => id === focused)),
    onClear: () => inUse && give(inUse.address, undefined),
    onScroll: (pages) => root.current && scrollItem(root.current, pages),
    onKey: (key) => {
      const pressed = findPressed(asked, key);
      if (pressed?.choice) pick(pressed.address, pressed.choice);
      else if (pressed && root.current) focusQuestion(root.current, pressed.address, { isWriting: true });
      else if (key === "v") setView(otherView);
      return pressed !== null || key === "v";
    },
  });

  if (!judging) return null;
  return (
    <section aria-label="Preview" className="flex h-full min-h-0 flex-col overflow-hidden rounded-lg border bg-paper">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-sunken px-3 py-2 text-[13px]">
        <span className="font-medium">As a rater sees it</span>
        <label className="flex items-center gap-2">
          <span className="sr-only">Sample item</span>
          <select
            className="h-8 rounded border border-line-strong bg-surface px-2"
            value={item?.assignmentId}
            onChange={({ target }) => setSampleId(target.value)}
          >
            {samples.map((sample) => (
              <option key={sample.assignmentId} value={sample.assignmentId}>
                {layoutOf(sample).name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="accent-(--accent)"
            checked={isPhone}
            onChange={({ target }) => setPhone(target.checked)}
          />
          On a phone
        </label>
        {protocol.textStyle === "MARKDOWN" && (
          <TextViewBox view={view} onTurn={() => setView(otherView)}>
            As written
          </TextViewBox>
        )}
        <span className="ml-auto text-muted" role="status">
          {note}
        </span>
      </div>
      <div
        ref={root}
        className={classNames(
          "min-h-0 flex-1 overflow-hidden",
          isPhone ? "mx-auto w-[390px] max-w-full border-x" : "xl:[zoom:0.64]",
        )}
      >
        <JudgingView
          judging={judging}
          onPick={(address, choice) => pick(address, choice)}
          onWrite={(address, answer) => give(address, answer)}
          onInHand={takeInHand}
          onOpenPart={(partId) => setOpenedParts([...openedParts, partId])}
        />
      </div>
      <div className="flex items-center justify-between gap-4 border-t px-3 py-2 text-[13px] text-muted">
        Try it, with keys too: nothing is stored.
        <Button size="small" onClick={submit}>
          Submit
        </Button>
      </div>
    </section>
  );
}
