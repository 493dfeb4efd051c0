"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { IconButton } from "@/components/protocol/fields";
import { replace, swap } from "@/components/questions/edit-list";
import { Button } from "@/components/ui/button";
import { CheckField, TextField } from "@/components/ui/field";
import { keyFromText } from "@/lib/protocol/edit-questions";
import { mostOptions } from "@/lib/questions/fields";
import { freshOptions, type Options } from "@/lib/questions/options";
import type { FieldErrors } from "@/lib/result";

/** The key an option gets of itself as its label is typed; one that was chosen by hand is left alone. */
function followLabel(key: string, before: string, after: string, place: number): string {
  const own = (label: string) => keyFromText(label) ?? `option-${place + 1}`;
  return key === own(before) || key === "" ? own(after) : key;
}

type OptionFieldsProps = {
  options: Options;
  /** Path of the question in the errors: "questions.2". */
  path: string;
  errors: FieldErrors;
  /** What the field is called in the errors, and whether items may not have options of their own. */
  field?: string;
  isOwnOnly?: boolean;
  onOptions: (options: Options) => void;
};

/** The options of a question: its own, each with its words, or those of every item. */
export function OptionFields({
  options,
  path,
  errors,
  onOptions,
  field = "options",
  isOwnOnly = false,
}: OptionFieldsProps) {
  const isOfItem = options === "item";
  const own = isOfItem ? [] : options;
  return (
    <div className="flex flex-col gap-3">
      {!isOwnOnly && (
        <CheckField
          label="The options are the item's own candidates (who said it)"
          checked={isOfItem}
          onChange={({ target }) => onOptions(target.checked ? "item" : freshOptions())}
        />
      )}
      {!isOfItem && (
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-1 text-sm font-medium">{isOwnOnly ? "Categories" : "Options"}</legend>
          {own.map((option, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option's place is all that stays while its words change
            <div key={place} className="flex gap-1">
              <div className="grid min-w-0 flex-1 gap-1.5">
                <TextField
                  label={`Option ${place + 1}`}
                  hideLabel
                  value={option.label}
                  error={errors[`${path}.${field}.${place}.label`]}
                  onChange={({ target }) =>
                    onOptions(
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
                  error={errors[`${path}.${field}.${place}.description`]}
                  onChange={({ target }) => onOptions(replace(own, place, { ...option, description: target.value }))}
                />
                <label className="flex items-baseline gap-2 text-[13px] text-muted">
                  In exports
                  <input
                    className="min-w-0 flex-1 rounded border border-transparent bg-transparent px-1 font-mono text-[12px] hover:border-line-strong"
                    value={option.key}
                    onChange={({ target }) => onOptions(replace(own, place, { ...option, key: target.value }))}
                  />
                </label>
                {errors[`${path}.${field}.${place}.key`] && (
                  <p role="alert" className="text-[13px] text-danger">
                    {errors[`${path}.${field}.${place}.key`]}
                  </p>
                )}
              </div>
              <div className="flex">
                <IconButton
                  label={`Move option ${place + 1} up`}
                  disabled={place === 0}
                  onClick={() => onOptions(swap(own, place, -1))}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`Move option ${place + 1} down`}
                  disabled={place === own.length - 1}
                  onClick={() => onOptions(swap(own, place, 1))}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={`Delete option ${place + 1}`}
                  onClick={() => onOptions(own.filter((_, index) => index !== place))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
            </div>
          ))}
          {errors[`${path}.${field}`] && (
            <p role="alert" className="text-[13px] text-danger">
              {errors[`${path}.${field}`]}
            </p>
          )}
          <Button
            size="small"
            className="w-fit"
            disabled={own.length >= mostOptions}
            onClick={() => onOptions([...own, { key: `option-${own.length + 1}`, label: "", description: "" }])}
          >
            <Plus aria-hidden />
            Option
          </Button>
        </fieldset>
      )}
    </div>
  );
}
