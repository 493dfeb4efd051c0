"use client";

import { StudyFields } from "@/components/studies/study-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { createStudy } from "@/lib/studies/actions";

type StarterChoice = { key: string; name: string; summary: string };

function StarterField({ starters, error }: { starters: readonly StarterChoice[]; error?: string }) {
  return (
    <fieldset aria-describedby={error ? "starter-error" : undefined}>
      <legend className="mb-2 text-sm font-medium">What is asked</legend>
      <div className="flex flex-col gap-2">
        {starters.map(({ key, name, summary }, place) => (
          <label
            key={key}
            className="flex gap-3 rounded-md border border-line-strong bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="starter"
              value={key}
              defaultChecked={place === 0}
              className="mt-1 size-4 shrink-0 accent-(--accent)"
            />
            <span>
              <span className="block text-sm font-medium">{name}</span>
              <span className="block text-[13px] text-muted">{summary}</span>
            </span>
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-[13px] text-muted">
        A protocol to begin with. Every word of it can be changed before it is published.
      </p>
      {error && (
        <p id="starter-error" role="alert" className="mt-1 text-[13px] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function NewStudyForm({ starters }: { starters: readonly StarterChoice[] }) {
  const { form, isPending, errors, problem } = useFormAction(createStudy);
  return (
    <form {...form} className="flex max-w-xl flex-col gap-6">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <StarterField starters={starters} error={errors.starter} />
      <StudyFields errors={errors} />
      <div>
        <Button type="submit" tone="primary" disabled={isPending}>
          Create study
        </Button>
      </div>
    </form>
  );
}
