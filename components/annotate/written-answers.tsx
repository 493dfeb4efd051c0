"use client";

import { type ComponentProps, useState } from "react";
import type { Asked } from "@/components/annotate/asked-questions";
import { listItemOptions } from "@/components/annotate/choices";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { AssignedItem } from "@/lib/annotate/contract";
import { countOf } from "@/lib/format-number";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { bothBadValue, tieValue } from "@/lib/protocol/special-values";

const box =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-[15px] text-ink placeholder:text-muted aria-invalid:border-danger read-only:bg-sunken";

type WrittenProps = {
  asked: Asked;
  isLocked: boolean;
  labelledBy: string;
  describedBy: string | undefined;
  onWrite: (answer: AnswerInput | undefined) => void;
};

/** Free text. Grows with what is written. */
export function TextAnswer({
  asked: { question, answer, error },
  isLocked,
  labelledBy,
  describedBy,
  onWrite,
}: WrittenProps) {
  const text = typeof answer?.value === "string" ? answer.value : "";
  const left = question.type === "text" ? question.maxLength - text.length : 0;
  return (
    <>
      <textarea
        className={`${box} field-sizing-content max-h-72 min-h-20 py-2 leading-normal`}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        readOnly={isLocked}
        value={text}
        onChange={({ target }) => onWrite(target.value === "" ? undefined : { state: "GIVEN", value: target.value })}
      />
      {left < 200 && (
        <p className={`text-[13px] ${left < 0 ? "text-danger" : "text-muted"}`}>
          {left < 0
            ? countOf(-left, "character too many", "characters too many")
            : countOf(left, "character left", "characters left")}
        </p>
      )}
    </>
  );
}

/** "72,5" and "72.5" are a number; what is none yet ("7.", nothing) is null. */
const readNumber = (text: string) => (/^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : null);

type PercentBoxProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  /** 0 to 100. */
  value: number | null;
  onValue: (value: number | null) => void;
};

/** A percentage, typed. No slider: its handle would stand somewhere before the rater has said anything. */
function PercentBox({ value, onValue, className, ...props }: PercentBoxProps) {
  const [text, setText] = useState("");
  // A value that came from elsewhere (a draft, another item) wins over what was typed.
  const shown = readNumber(text) === value ? text : (value?.toString() ?? "");
  return (
    <span className={classNames("relative block shrink-0", className)}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className={classNames(box, "h-11 pr-7 text-right tabular-nums")}
        {...props}
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onValue(readNumber(target.value));
        }}
      />
      <span aria-hidden className="absolute top-1/2 right-3 -translate-y-1/2 text-sm text-muted">
        %
      </span>
    </span>
  );
}

/** 0 to 100 %. */
export function PercentAnswer({ asked: { answer, error }, isLocked, labelledBy, describedBy, onWrite }: WrittenProps) {
  return (
    <PercentBox
      className="w-28"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      readOnly={isLocked}
      value={typeof answer?.value === "number" ? answer.value : null}
      onValue={(value) => onWrite(value === null ? undefined : { state: "GIVEN", value })}
    />
  );
}

type Share = { id: string; label: string };

/** The options that share the probability, named as the server expects them. */
function listShares(about: Question | undefined, item: Pick<AssignedItem, "texts" | "candidates">): Share[] {
  const parts = () => listItemOptions(item).map(({ partId, label }) => ({ id: partId, label }));
  if (about?.type === "ordinal")
    return about.points.map(({ value, label }) => ({ id: String(value), label: `${value} ${label}`.trim() }));
  if (about?.type === "choice")
    return about.options === "item" ? parts() : about.options.map(({ key, label }) => ({ id: key, label }));
  if (about?.type !== "preference") return [];
  return [
    ...parts(),
    ...(about.tie ? [{ id: tieValue, label: "Equally good" }] : []),
    ...(about.bothBad ? [{ id: bothBadValue, label: "Both bad" }] : []),
  ];
}

type ProbabilityProps = WrittenProps & {
  about: Question | undefined;
  item: AssignedItem;
};

/** A percentage for every option; their sum is shown while it is not 100. */
export function ProbabilityAnswer({
  asked: { answer, question },
  about,
  item,
  isLocked,
  labelledBy,
  onWrite,
}: ProbabilityProps) {
  const shares = listShares(about, item);
  const given = answer?.probabilities ?? {};
  const write = (probabilities: Record<string, number>) =>
    onWrite(Object.keys(probabilities).length > 0 ? { state: "GIVEN", probabilities } : undefined);
  const change = (id: string, percent: number | null) => {
    const { [id]: _, ...others } = given;
    write(percent === null ? others : { ...others, [id]: Math.round(percent * 100) / 10_000 });
  };
  const open = shares.filter(({ id }) => given[id] === undefined);
  const sum = Math.round(Object.values(given).reduce((total, share) => total + share, 0) * 1000) / 10;
  const spread = () =>
    write({ ...given, ...Object.fromEntries(open.map(({ id }) => [id, Math.max(0, 100 - sum) / 100 / open.length])) });
  return (
    <div className="flex flex-col gap-1.5">
      {shares.map(({ id, label }) => (
        <div key={id} className="flex min-h-11 items-center gap-3 text-[15px] leading-snug">
          <label htmlFor={`${labelledBy}-${id}`} className="min-w-0 flex-1">
            {label}
          </label>
          <PercentBox
            className="w-24"
            id={`${labelledBy}-${id}`}
            aria-describedby={labelledBy}
            readOnly={isLocked}
            value={given[id] === undefined ? null : Math.round(given[id] * 10_000) / 100}
            onValue={(percent) => change(id, percent)}
          />
        </div>
      ))}
      <p className="flex min-h-9 items-center justify-between text-[13px] text-muted">
        <output htmlFor={question.key}>
          {open.length === shares.length
            ? "They sum to 100 %"
            : sum === 100
              ? "Sum 100 %"
              : `Sum ${sum} %, must be 100 %`}
        </output>
        {!isLocked && open.length > 0 && sum < 100 && (
          <Button tone="quiet" size="small" onClick={spread}>
            {open.length === shares.length ? "All the same" : "Share out the rest"}
          </Button>
        )}
      </p>
    </div>
  );
}
