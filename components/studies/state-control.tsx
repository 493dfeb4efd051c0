"use client";

import { LaunchCheckList } from "@/components/studies/launch-check-list";
import { StateBadge } from "@/components/studies/state-badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { StudyState } from "@/lib/generated/prisma/enums";
import { changeState } from "@/lib/studies/actions";
import type { LaunchCheck } from "@/lib/studies/launch-checks";
import { nextStates, stateWords } from "@/lib/studies/state";

type StateControlProps = { studyId: string; state: StudyState; checks: readonly LaunchCheck[] };

/** Where the study stands, what that means for raters, and the buttons that lead on. */
export function StateControl({ studyId, state, checks }: StateControlProps) {
  const { form, isPending, problem } = useFormAction(changeState);
  const mayOpen = checks.every(({ passed, required }) => passed || !required);
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <p className="flex items-center gap-3">
        <StateBadge state={state} />
        <span className="text-sm text-muted">{stateWords[state].means}.</span>
      </p>
      {state !== "OPEN" && <LaunchCheckList studyId={studyId} checks={checks} />}
      {problem && <Notice tone="danger">{problem}</Notice>}
      <form {...form} className="flex flex-wrap gap-2">
        <input type="hidden" name="studyId" value={studyId} />
        {nextStates(state).map((next) => (
          <Button
            key={next}
            type="submit"
            name="state"
            value={next}
            tone={next === "OPEN" ? "primary" : "plain"}
            disabled={isPending || (next === "OPEN" && !mayOpen)}
          >
            {stateWords[next].verb}
          </Button>
        ))}
      </form>
    </div>
  );
}
