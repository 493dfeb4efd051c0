"use client";

import { Button } from "@/components/ui/button";
import { useFormAction } from "@/components/ui/use-form-action";
import { decideAboutRater } from "@/lib/rater-work/actions";

type DecideButtonProps = {
  studyId: string;
  raterId: string;
  step: "resume" | "admit" | "retry" | "release";
  tone?: "primary" | "plain";
  children: string;
};

/** One decision about one rater, taken at once. */
export function DecideButton({ studyId, raterId, step, tone = "plain", children }: DecideButtonProps) {
  const { form, isPending, problem } = useFormAction(decideAboutRater);
  return (
    <form {...form} className="flex flex-col items-start gap-1.5">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="raterId" value={raterId} />
      <input type="hidden" name="step" value={step} />
      <Button type="submit" tone={tone} disabled={isPending}>
        {children}
      </Button>
      {problem && (
        <p role="alert" className="text-[13px] text-danger">
          {problem}
        </p>
      )}
    </form>
  );
}
