"use client";

import { PolicyFields } from "@/components/studies/policy-fields";
import { StudyFields } from "@/components/studies/study-fields";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { TieRule } from "@/lib/generated/prisma/enums";
import type { FilledPolicy, PolicyChoice } from "@/lib/labeling/policies/policy-choices";
import type { FieldErrors } from "@/lib/result";
import { changeSettings } from "@/lib/studies/actions";

type Settings = {
  id: string;
  name: string;
  description: string;
  labelsPerItem: number;
  contentWarning: string;
  leaseMinutes: number;
  itemsAhead: number;
  mostPerDay: number | null;
  policies: readonly FilledPolicy[];
  tieRule: TieRule;
  countRepeats: boolean;
};

const tieRules: Record<TieRule, string> = {
  CATEGORY: "A tie is a category of its own",
  EXCLUDE: "Items with a tie are left out",
  FILE: "The file's own majority decides",
};

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

type LabelingFieldsProps = { study: Settings; choices: readonly PolicyChoice[]; errors: FieldErrors };

function LabelingFields({ study, choices, errors }: LabelingFieldsProps) {
  return (
    <>
      <TextField
        label="Minutes that an item stays reserved"
        name="leaseMinutes"
        type="number"
        min={1}
        max={1440}
        required
        defaultValue={study.leaseMinutes}
        className="max-w-64"
        hint="While somebody works on it the time starts anew. Then it goes to another rater."
        error={errors.leaseMinutes}
      />
      <TextField
        label="Items held ahead for each person"
        name="itemsAhead"
        type="number"
        min={1}
        max={15}
        required
        defaultValue={study.itemsAhead}
        className="max-w-64"
        hint="So many go on while a connection is gone. They are reserved like the one on screen; when few are left, fewer are held."
        error={errors.itemsAhead}
      />
      <TextField
        label="Items for one person within 24 hours, at most (optional)"
        name="mostPerDay"
        type="number"
        min={1}
        max={10_000}
        defaultValue={study.mostPerDay ?? ""}
        className="max-w-64"
        hint="Where what is read may weigh on people: skipped items count too. They are told when they may go on."
        error={errors.mostPerDay}
      />
      <PolicyFields initial={study.policies} choices={choices} errors={errors} />
    </>
  );
}

function CountingFields({ study, errors }: { study: Settings; errors: FieldErrors }) {
  return (
    <>
      <SelectField
        label="When people are divided"
        name="tieRule"
        defaultValue={study.tieRule}
        hint="How a tied vote counts where a judge is held against the human majority."
        error={errors.tieRule}
      >
        {options(tieRules)}
      </SelectField>
      <CheckField
        label="Count repeated votes"
        name="countRepeats"
        defaultChecked={study.countRepeats}
        hint="Of the same rater on the same item, from a file or given out again. Otherwise the first counts."
      />
    </>
  );
}

export function SettingsForm({ study, choices }: { study: Settings; choices: readonly PolicyChoice[] }) {
  const { form, isPending, result, errors, problem } = useFormAction(changeSettings);
  return (
    <form {...form} className="flex max-w-xl flex-col gap-6">
      <input type="hidden" name="studyId" value={study.id} />
      <StudyFields errors={errors} study={study} />
      <LabelingFields study={study} choices={choices} errors={errors} />
      <CountingFields study={study} errors={errors} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex items-center gap-4">
        <Button type="submit" tone="primary" disabled={isPending}>
          Save settings
        </Button>
        <span role="status" className="text-sm text-muted">
          {isPending ? "Saving" : result?.ok && "Saved"}
        </span>
      </div>
    </form>
  );
}
