"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { IconButton, IntegerField } from "@/components/protocol/fields";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { keyFromText } from "@/lib/protocol/edit-questions";
import type { Question } from "@/lib/protocol/schema";
import type { FieldErrors } from "@/lib/result";

type FieldsProps<Type extends Question["type"]> = {
  question: Extract<Question, { type: Type }>;
  /** Path of the question in the errors: "questions.2". */
  path: string;
  errors: FieldErrors;
  onChange: (question: Question) => void;
};

const replace = <T,>(list: readonly T[], place: number, value: T) =>
  list.map((one, index) => (index === place ? value : one));
const swap = <T,>(list: readonly T[], place: number, step: number) => {
  const moved = [...list];
  const [one] = moved.splice(place, 1);
  if (one !== undefined) moved.splice(place + step, 0, one);
  return moved;
};

/** The key an option gets of itself as its label is typed; one that was chosen by hand is left alone. */
function followLabel(key: string, before: string, after: string, place: number): string {
  const own = (label: string) => keyFromText(label) ?? `option-${place + 1}`;
  return key === own(before) || key === "" ? own(after) : key;
}

export function ChoiceFields({ question, path, errors, onChange }: FieldsProps<"choice">) {
  const { options } = question;
  const isOfItem = options === "item";
  const own = isOfItem ? [] : options;
  const write = (next: typeof own) => onChange({ ...question, options: next });
  return (
    <div className="flex flex-col gap-3">
      <CheckField
        label="The options are the item's own candidates (who said it)"
        checked={isOfItem}
        onChange={({ target }) =>
          onChange({
            ...question,
            options: target.checked
              ? "item"
              : ["Yes", "No"].map((label) => ({ key: label.toLowerCase(), label, description: "" })),
          })
        }
      />
      {!isOfItem && (
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-1 text-sm font-medium">Options</legend>
          {own.map((option, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option's place is all that stays while its words change
            <div key={place} className="flex gap-1">
              <div className="grid min-w-0 flex-1 gap-1.5">
                <TextField
                  label={`Option ${place + 1}`}
                  hideLabel
                  value={option.label}
                  error={errors[`${path}.options.${place}.label`]}
                  onChange={({ target }) =>
                    write(
                      replace(own, place, {
                        ...option,
                        label: target.value,
                        key: followLabel(option.key, option.label, target.value, place),
                      }),
                    )
                  }
                />
                <TextField
                  label={`What option ${place + 1} means`}
                  hideLabel
                  placeholder="What it means (optional)"
                  value={option.description}
                  error={errors[`${path}.options.${place}.description`]}
                  onChange={({ target }) => write(replace(own, place, { ...option, description: target.value }))}
                />
                <label className="flex items-baseline gap-2 text-[13px] text-muted">
                  In exports
                  <input
                    className="min-w-0 flex-1 rounded border border-transparent bg-transparent px-1 font-mono text-[12px] hover:border-line-strong"
                    value={option.key}
                    onChange={({ target }) => write(replace(own, place, { ...option, key: target.value }))}
                  />
                </label>
                {errors[`${path}.options.${place}.key`] && (
                  <p role="alert" className="text-[13px] text-danger">
                    {errors[`${path}.options.${place}.key`]}
                  </p>
                )}
              </div>
              <div className="flex">
                <IconButton
                  label={`Move option ${place + 1} up`}
                  disabled={place === 0}
                  onClick={() => write(swap(own, place, -1))}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`Move option ${place + 1} down`}
                  disabled={place === own.length - 1}
                  onClick={() => write(swap(own, place, 1))}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={`Delete option ${place + 1}`}
                  onClick={() => write(own.filter((_, index) => index !== place))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
            </div>
          ))}
          {errors[`${path}.options`] && (
            <p role="alert" className="text-[13px] text-danger">
              {errors[`${path}.options`]}
            </p>
          )}
          <Button
            size="small"
            className="w-fit"
            disabled={own.length >= 26}
            onClick={() => write([...own, { key: `option-${own.length + 1}`, label: "", description: "" }])}
          >
            <Plus aria-hidden />
            Option
          </Button>
        </fieldset>
      )}
    </div>
  );
}

export function OrdinalFields({ question, path, errors, onChange }: FieldsProps<"ordinal">) {
  const { points } = question;
  const write = (next: typeof points) => onChange({ ...question, points: next });
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label="Which end is good?"
        value={question.direction}
        onChange={({ target }) =>
          onChange({ ...question, direction: target.value === "higherIsWorse" ? "higherIsWorse" : "higherIsBetter" })
        }
      >
        <option value="higherIsBetter">Higher is better</option>
        <option value="higherIsWorse">Higher is worse</option>
      </SelectField>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-sm font-medium">Points, from first to last</legend>
        {points.map((point, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point's place is all that stays while its value changes
          <div key={place} className="flex items-start gap-2">
            <IntegerField
              label={`Value of point ${place + 1}`}
              hideLabel
              className="w-16 shrink-0"
              value={point.value}
              error={errors[`${path}.points.${place}.value`]}
              onChange={(value) => write(replace(points, place, { ...point, value }))}
            />
            <div className="grid min-w-0 flex-1 gap-1.5">
              <TextField
                label={`Label of point ${place + 1}`}
                hideLabel
                placeholder="Label"
                value={point.label}
                error={errors[`${path}.points.${place}.label`]}
                onChange={({ target }) => write(replace(points, place, { ...point, label: target.value }))}
              />
              <TextField
                label={`Anchor of point ${place + 1}`}
                hideLabel
                placeholder="When to choose it (anchor)"
                value={point.description}
                error={errors[`${path}.points.${place}.description`]}
                onChange={({ target }) => write(replace(points, place, { ...point, description: target.value }))}
              />
            </div>
            <IconButton
              label={`Delete point ${place + 1}`}
              className="mt-1"
              onClick={() => write(points.filter((_, index) => index !== place))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        ))}
        {errors[`${path}.points`] && (
          <p role="alert" className="text-[13px] text-danger">
            {errors[`${path}.points`]}
          </p>
        )}
        <Button
          size="small"
          className="w-fit"
          disabled={points.length >= 11}
          onClick={() => write([...points, { value: (points.at(-1)?.value ?? 0) + 1, label: "", description: "" }])}
        >
          <Plus aria-hidden />
          Point
        </Button>
      </fieldset>
      <CheckField
        label="Offers “Refusal”, a label of its own beside the scale"
        checked={question.refusal}
        onChange={({ target }) => onChange({ ...question, refusal: target.checked })}
      />
    </div>
  );
}
