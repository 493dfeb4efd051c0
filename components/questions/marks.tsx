"use client";

import { Plus, Trash2 } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { graceMs } from "@/components/annotate/grace";
import { IconButton } from "@/components/protocol/fields";
import { writtenBox } from "@/components/questions/decimal-box";
import { replace } from "@/components/questions/edit-list";
import type { FieldsProps, KindView, WrittenProps } from "@/components/questions/kind";
import { MarkButtons } from "@/components/questions/marking/mark-buttons";
import { MarkList } from "@/components/questions/marking/mark-list";
import { pressInMarks } from "@/components/questions/marking/marking-keys";
import { marksMark } from "@/components/questions/marking/marks-mark";
import { quoteOf } from "@/components/questions/marking/places";
import { useMarkedText } from "@/components/questions/marking/use-marked-text";
import { usePlacing } from "@/components/questions/marking/use-placing";
import { OptionFields } from "@/components/questions/option-fields";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { kindOf } from "@/lib/questions/kinds";
import { nothingMarked } from "@/lib/questions/mark-answers";
import type { MarksQuestion } from "@/lib/questions/marks";

function SeverityFields({ question, path, errors, onChange }: FieldsProps<MarksQuestion>) {
  const { severities } = question;
  const write = (next: string[]) => onChange({ ...question, severities: next });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">How severe, from mild to severe (optional)</legend>
      {severities.map((severity, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is all that stays while its words change
        <div key={place} className="flex gap-1">
          <TextField
            label={`Step ${place + 1}`}
            hideLabel
            className="flex-1"
            value={severity}
            error={errors[`${path}.severities.${place}`]}
            onChange={({ target }) => write(replace(severities, place, target.value))}
          />
          <IconButton
            label={`Delete step ${place + 1}`}
            onClick={() => write(severities.filter((_, index) => index !== place))}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      {errors[`${path}.severities`] && (
        <p role="alert" className="text-[13px] text-danger">
          {errors[`${path}.severities`]}
        </p>
      )}
      <Button
        size="small"
        className="w-fit"
        disabled={severities.length >= 5}
        onClick={() => write([...severities, ""])}
      >
        <Plus aria-hidden />
        Step
      </Button>
    </fieldset>
  );
}

function Fields(props: FieldsProps<MarksQuestion>) {
  const { question, path, errors, onChange } = props;
  return (
    <>
      <SelectField
        label="What is marked"
        value={question.of}
        onChange={({ target }) => onChange({ ...question, of: target.value === "turns" ? "turns" : "words" })}
      >
        <option value="words">Words of the text</option>
        <option value="turns">Turns of the persona</option>
      </SelectField>
      <OptionFields
        path={path}
        field="categories"
        isOwnOnly
        errors={errors}
        options={question.categories}
        onOptions={(options) => options !== "item" && onChange({ ...question, categories: options })}
      />
      <SeverityFields {...props} />
      <CheckField
        label="Only the first place is marked"
        checked={question.firstOnly}
        onChange={({ target }) => onChange({ ...question, firstOnly: target.checked })}
      />
    </>
  );
}

const sayKeys = (categories: number) => (categories === 1 ? "1 marks" : `1 to ${categories} mark`);

function Written(props: WrittenProps<MarksQuestion>) {
  const { question, answer, isLocked, labelledBy, describedBy, error, onWrite, placing } = props;
  const marking = useMemo(() => kindOf(question).marking(question), [question]);
  if (!marking) throw new RangeError("a question of marks says what is marked");
  const [shownAt] = useState(() => performance.now());
  const box = useRef<HTMLInputElement>(null);
  const state = usePlacing(props, marking, isLocked);
  const { texts, place, held } = state;
  const focus = () => {
    if (!window.matchMedia("(pointer: coarse)").matches) box.current?.focus({ preventScroll: true });
  };
  useMarkedText(box, state, marking, focus);
  const isNone = answer?.value === nothingMarked.value;
  const sayNone = () => {
    if (!isLocked && state.set.length === 0) onWrite(isNone ? undefined : nothingMarked);
  };
  const selected = place ? quoteOf(texts, place) : "";
  return (
    <div className="flex flex-col gap-2">
      <input
        ref={box}
        {...{ [marksMark]: placing.isInHand ? "held" : "" }}
        type="text"
        readOnly
        inputMode="none"
        aria-labelledby={labelledBy}
        aria-describedby={`${describedBy ?? ""} ${labelledBy}-keys`.trim()}
        aria-invalid={error ? true : undefined}
        className={`${writtenBox} h-11 text-ellipsis`}
        placeholder={marking.of === "turns" ? "Press on a turn, or use the arrows" : "Select words, or use the arrows"}
        value={selected}
        onKeyDown={(event) => {
          if (performance.now() - shownAt < graceMs) return;
          if (pressInMarks(event, state, { marking, onNone: sayNone })) event.preventDefault();
        }}
      />
      <p aria-live="polite" className="sr-only">
        {place && `${texts[place.text]?.name ?? ""}: ${selected}${held ? ", marked" : ""}`}
      </p>
      <MarkButtons marking={marking} state={state} isLocked={isLocked} />
      <MarkList marking={marking} state={state} isLocked={isLocked} />
      <label className="flex min-h-11 items-center gap-3 rounded-md border border-line-strong bg-surface px-3 py-2 text-[15px] has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60">
        <input
          type="checkbox"
          className="size-5 accent-(--accent)"
          checked={isNone}
          disabled={isLocked || state.set.length > 0}
          onChange={sayNone}
        />
        Nothing to mark
      </label>
      <p id={`${labelledBy}-keys`} className="text-[13px] text-muted pointer-coarse:hidden">
        In the box: arrows go word by word, with Shift they take in more or less; {sayKeys(marking.categories.length)},
        {marking.severities.length > 0 && " letters say how severe,"} Delete takes a mark away, . and , go from mark to
        mark, 0 is nothing to mark.
      </p>
    </div>
  );
}

export const marks: KindView<MarksQuestion> = { Fields, Written };
