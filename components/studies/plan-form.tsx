import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type PlanFormProps = { asked: Readonly<Record<string, string | undefined>>; problem: string | null };

/** What a forecast assumes. Its answers stand in the address, so that a forecast can be linked. */
export function PlanForm({ asked, problem }: PlanFormProps) {
  return (
    <form className="flex max-w-3xl flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="People"
          name="people"
          defaultValue={asked.people ?? ""}
          hint='How many, or by group: "clinician: 2, judge: 3". Empty: whoever may label now.'
        />
        <TextField
          label="Seconds an item (optional)"
          name="seconds"
          inputMode="decimal"
          defaultValue={asked.seconds ?? ""}
          hint="Empty: from labels that were given here, else from the texts."
        />
        <TextField
          label="Share of the rarer answer"
          name="prevalence"
          inputMode="decimal"
          defaultValue={asked.prevalence ?? "0.2"}
          hint="Where unsafe is rare, kappa is known less well."
        />
        <TextField label="Kappa expected" name="kappa" inputMode="decimal" defaultValue={asked.kappa ?? "0.6"} />
        <TextField
          label="Share of people who stop on the way"
          name="leaving"
          inputMode="decimal"
          defaultValue={asked.leaving ?? "0.1"}
        />
      </div>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button type="submit" tone="primary" className="self-start">
        Rehearse
      </Button>
    </form>
  );
}
