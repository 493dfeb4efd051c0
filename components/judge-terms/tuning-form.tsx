"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { countOf, formatCount, formatPercent } from "@/lib/format-number";
import { drawTuning } from "@/lib/judge-terms/actions";
import type { TuningForm as Given } from "@/lib/judge-terms/terms";
import { roleWords } from "@/lib/studies/role-words";

function LastDraw({ changed }: Pick<Given, "changed">) {
  if (!changed) return null;
  const how = changed.share === null ? "Chosen" : `A share of ${formatPercent(changed.share)} drawn`;
  return (
    <span className="text-[13px] text-muted">
      {how} <Moment at={changed.at} /> by {roleWords[changed.role].name.toLowerCase()}.
    </span>
  );
}

/** On which items a judge's prompt may be tuned: how many there are, and a fresh draw. */
export function TuningForm({ studyId, items, of, seed, changed }: { studyId: string } & Given) {
  const { form, isPending, result, errors, problem } = useFormAction(drawTuning);
  const words =
    items === 0
      ? "No item is set aside: figures of judges are on all of them."
      : `${formatCount(items)} of ${countOf(of, "item")} are set aside: figures of judges are on the other ${formatCount(of - items)}.`;
  return (
    <form {...form} className="flex max-w-xl flex-col gap-5">
      <input type="hidden" name="studyId" value={studyId} />
      <div className="flex flex-col gap-1">
        <p>{words}</p>
        <LastDraw changed={changed} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="Share to set aside"
          name="share"
          inputMode="decimal"
          required
          placeholder="0.2"
          hint="From 0 to 0.9, the same in every condition and tier. Items of one prompt stay together. 0 takes none."
          error={errors.share}
        />
        <TextField
          label="Seed"
          name="seed"
          inputMode="numeric"
          placeholder={String(seed)}
          hint="Another seed draws other items. Empty: the study's."
          error={errors.seed}
        />
      </div>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex items-center gap-4">
        <Button type="submit" disabled={isPending || of === 0}>
          Draw the items anew
        </Button>
        <span role="status" className="text-sm text-muted">
          {isPending ? "Drawing" : result?.ok === true && `${countOf(result.value.items, "item")} set aside`}
        </span>
      </div>
    </form>
  );
}
