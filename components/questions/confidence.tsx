"use client";

import { AnswerNumberBox } from "@/components/questions/answer-number-box";
import { DecimalBox } from "@/components/questions/decimal-box";
import type { FieldsProps, KindView, WrittenProps } from "@/components/questions/kind";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import type { Question } from "@/lib/protocol/schema";
import { listItemOptions, type Shown } from "@/lib/questions/choices";
import type { ConfidenceQuestion } from "@/lib/questions/confidence";
import { kindOf } from "@/lib/questions/kinds";

function Fields({ question, earlier, path, errors, onChange }: FieldsProps<ConfidenceQuestion>) {
  const isKnown = earlier.some(({ key }) => key === question.about);
  return (
    <>
      <SelectField
        label="About"
        value={question.about}
        error={errors[`${path}.about`]}
        onChange={({ target }) => onChange({ ...question, about: target.value })}
      >
        {!isKnown && <option value={question.about}>Choose a question</option>}
        {earlier.map(({ key, text }) => (
          <option key={key} value={key}>
            {text || key}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Asked as"
        value={question.scale}
        error={errors[`${path}.scale`]}
        onChange={({ target }) =>
          onChange({
            ...question,
            scale: target.value === "percent" || target.value === "probabilities" ? target.value : "levels",
          })
        }
      >
        <option value="levels">Low, medium, high</option>
        <option value="percent">A percentage</option>
        <option value="probabilities">A probability for every option</option>
      </SelectField>
    </>
  );
}

/** 0 to 100 %. */
const Percent = ({
  question: _,
  about: __,
  item: ___,
  placing: ____,
  say: _____,
  ...given
}: WrittenProps<ConfidenceQuestion>) => <AnswerNumberBox {...given} unit="%" className="w-28" />;

type Share = { id: string; label: string };

/** The options that share the probability, named as the server expects them. */
function listShares(about: Question | undefined, item: Shown): Share[] {
  if (!about) return [];
  const kind = kindOf(about);
  const parts = kind.need(about) ? listItemOptions(item).map(({ partId, label }) => ({ id: partId, label })) : [];
  return [...parts, ...kind.listValues(about).map(({ value, label }) => ({ id: value, label }))];
}

/** A percentage for every option; their sum is shown while it is not 100. */
function Probabilities({
  question,
  answer,
  about,
  item,
  isLocked,
  labelledBy,
  onWrite,
  say,
}: WrittenProps<ConfidenceQuestion>) {
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
          <DecimalBox
            unit="%"
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
            ? say("They sum to 100 %")
            : sum === 100
              ? say("Sum 100 %")
              : say("Sum {sum} %, must be 100 %", { sum })}
        </output>
        {!isLocked && open.length > 0 && sum < 100 && (
          <Button tone="quiet" size="small" onClick={spread}>
            {open.length === shares.length ? say("All the same") : say("Share out the rest")}
          </Button>
        )}
      </p>
    </div>
  );
}

const Written = (props: WrittenProps<ConfidenceQuestion>) =>
  props.question.scale === "percent" ? <Percent {...props} /> : <Probabilities {...props} />;

export const confidence: KindView<ConfidenceQuestion> = { Fields, Written };
