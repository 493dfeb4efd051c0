"use client";

import { Plus, Trash2 } from "lucide-react";
import { IconButton, IntegerField } from "@/components/protocol/fields";
import { replace } from "@/components/questions/edit-list";
import type { FieldsProps, KindView } from "@/components/questions/kind";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { OrdinalQuestion } from "@/lib/questions/ordinal";

function Fields({ question, path, errors, onChange }: FieldsProps<OrdinalQuestion>) {
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

export const ordinal: KindView<OrdinalQuestion> = { Fields };
