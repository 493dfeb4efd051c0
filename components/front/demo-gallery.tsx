"use client";

import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { layoutOf } from "@/lib/layouts/layouts";
import { visitDemo } from "@/lib/studies/visit-demo";

type Demo = { id: string; name: string; items: number; layout: string | null };

function DemoCard({ id, name, items, layout }: Demo) {
  const say = useSay();
  const { form, isPending, problem } = useFormAction(visitDemo);
  const { question, task } = layoutOf({ layout: layout ?? "SINGLE" }).demo;
  return (
    <li className="flex flex-col rounded-xl border bg-surface p-5 sm:p-6">
      <h3 className="font-reading text-2xl font-medium tracking-tight">{say(question)}</h3>
      <p className="mt-2 grow text-sm text-muted">{say(task)}</p>
      <p className="mt-5 text-[13px] text-muted tabular-nums">
        {say("{count, plural, one {# item} other {# items}}, as many as you like", { count: items })}
      </p>
      <form {...form} className="mt-3">
        <input type="hidden" name="studyId" value={id} />
        {problem && (
          <Notice tone="danger" className="mb-3">
            {problem}
          </Notice>
        )}
        <Button
          type="submit"
          disabled={isPending}
          aria-label={say('Try "{name}" as a rater', { name })}
          className="w-full sm:w-auto"
        >
          {isPending ? say("Opening") : say("Try it as a rater")}
        </Button>
      </form>
    </li>
  );
}

/** One click makes a visitor a rater of a demo: no account, no questions. */
export function DemoGallery({ demos }: { demos: readonly Demo[] }) {
  const say = useSay();
  return (
    <section aria-labelledby="demos">
      <div className="mb-6 max-w-[65ch]">
        <h2 id="demos" className="text-xl font-semibold">
          {say("Try it, without an account")}
        </h2>
        <p className="mt-1 text-muted">
          {say("Made-up texts and simulated raters, so that nothing here is a finding.")}
        </p>
      </div>
      <ul className="grid gap-4 md:grid-cols-3">
        {demos.map((demo) => (
          <DemoCard key={demo.id} {...demo} />
        ))}
      </ul>
    </section>
  );
}
