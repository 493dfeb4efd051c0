"use client";

import { useSay } from "@/components/language/speak";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { tryLabeling } from "@/lib/raters/actions";

/** Whoever sees conditions is asked before they become a rater: looking in is not labeling. */
export function TryLabeling({ studyId, homeHref }: { studyId: string; homeHref: string }) {
  const say = useSay();
  const { form, isPending, problem } = useFormAction(tryLabeling);
  return (
    <main className="mx-auto flex max-w-[42rem] flex-col gap-5 px-5 py-10">
      <h1 className="text-2xl font-semibold">{say("Try the labeling")}</h1>
      <p className="text-[17px] leading-relaxed">
        {say(
          "You see the conditions of this study. If you label here, you stand among the raters as somebody who has seen them, and your labels stay out of the headline figures. Each of them still takes one of the places of its item.",
        )}
      </p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <form {...form} className="flex flex-wrap gap-2">
        <input type="hidden" name="studyId" value={studyId} />
        <Button type="submit" tone="primary" disabled={isPending}>
          {say("Try the labeling")}
        </Button>
        <ButtonLink href={homeHref}>{say("Back to the study")}</ButtonLink>
      </form>
    </main>
  );
}
