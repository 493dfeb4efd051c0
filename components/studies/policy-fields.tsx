"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import type { SettingField } from "@/lib/labeling/policies/policy";
import type { FilledPolicy, PolicyChoice } from "@/lib/labeling/policies/policy-choices";
import type { FieldErrors } from "@/lib/result";

type PolicyFieldsProps = { initial: readonly FilledPolicy[]; choices: readonly PolicyChoice[]; errors: FieldErrors };
type Step = FilledPolicy & { id: number };

type StepProps = {
  step: Step;
  label: string;
  choices: readonly PolicyChoice[];
  /** By the name of a field; of the choice itself by `key`. */
  errorOf: (name: string) => string | undefined;
  change: (step: Step) => void;
  remove: (() => void) | null;
};

type SettingProps = {
  field: SettingField;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

/** One setting, asked as its policy says. */
function Setting({ field, value, error, onValue }: SettingProps) {
  const { label, hint } = field;
  const asked = { label, hint, error, value };
  const onChange = ({ target }: { target: { value: string } }) => onValue(target.value);
  switch (field.asks) {
    case "lines":
      return <TextArea {...asked} onChange={onChange} />;
    case "whole number":
      return <TextField {...asked} inputMode="numeric" onChange={onChange} />;
    case "decimal number":
      return <TextField {...asked} inputMode="decimal" onChange={onChange} />;
    case "one of":
      return (
        <SelectField {...asked} onChange={onChange}>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </SelectField>
      );
  }
}

/** A policy that somebody has just chosen, set as it stands until it is changed. */
const fresh = (choice: PolicyChoice | undefined): FilledPolicy => ({
  key: choice?.key ?? "",
  settings: Object.fromEntries((choice?.fields ?? []).map(({ name, initial }) => [name, initial])),
});

/** One policy, what it means, and what it is set by. */
function PolicyStep({ step, label, choices, errorOf, change, remove }: StepProps) {
  const choice = choices.find(({ key }) => key === step.key);
  const set = (name: string, value: string) => change({ ...step, settings: { ...step.settings, [name]: value } });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-start gap-2">
        <SelectField
          label={label}
          value={step.key}
          onChange={({ target }) => change({ ...step, ...fresh(choices.find(({ key }) => key === target.value)) })}
          hint={choice?.about}
          error={errorOf("key")}
          className="grow"
        >
          {choices.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        {remove && (
          <Button tone="quiet" className="mt-6.5" aria-label={`Take out "${choice?.name}"`} onClick={remove}>
            <X aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      {choice?.fields.map((field) => (
        <Setting
          key={field.name}
          field={field}
          error={errorOf(field.name)}
          value={step.settings[field.name] ?? ""}
          onValue={(value) => set(field.name, value)}
        />
      ))}
    </div>
  );
}

/** How a study gives out items: one policy that gives all, and what comes before it. */
export function PolicyFields({ initial, choices, errors }: PolicyFieldsProps) {
  const [steps, setSteps] = useState<Step[]>(() => initial.map((policy, id) => ({ ...policy, id })));
  const last = steps.length - 1;
  const unused = choices.find(({ key, givesAll }) => !givesAll && steps.every((step) => step.key !== key));
  const rankOf = ({ key }: Step) => choices.find((choice) => choice.key === key)?.rank ?? 0;
  /** Training, then the test, then the work: whatever is put in or chosen goes to its step. */
  const setInOrder = (next: readonly Step[]) => setSteps(next.toSorted((a, b) => rankOf(a) - rankOf(b)));
  const putFirst = (choice: PolicyChoice) =>
    setInOrder([{ id: Math.max(...steps.map(({ id }) => id)) + 1, ...fresh(choice) }, ...steps]);
  const labelOf = (place: number) => {
    if (place < last) return place === 0 ? "First" : "Then";
    return last === 0 ? "Order of items" : "Then the other items";
  };
  return (
    <div className="flex flex-col gap-6">
      <input type="hidden" name="policies" value={JSON.stringify(steps.map(({ id: _, ...policy }) => policy))} />
      {steps.map((step, place) => (
        <PolicyStep
          key={step.id}
          step={step}
          label={labelOf(place)}
          choices={choices.filter(({ givesAll }) => givesAll === (place === last))}
          errorOf={(name) => errors[`policies.${place}.${name}`]}
          change={(changed) => setInOrder(steps.map((other) => (other.id === changed.id ? changed : other)))}
          remove={place < last ? () => setSteps(steps.filter(({ id }) => id !== step.id)) : null}
        />
      ))}
      {unused && (
        <Button className="self-start" onClick={() => putFirst(unused)}>
          Put something before that
        </Button>
      )}
    </div>
  );
}
