"use client";

import { type ReactNode, useId } from "react";
import { OutputLine } from "@/components/annotate/output-text";
import type { Choice } from "@/lib/questions/choices";

const nameOf = ({ mark, label }: Choice) => [mark, label].filter((part) => part !== null && part !== "").join(" ");

type QuestionTableProps = {
  name: string;
  /** What every row can be answered with. */
  choices: readonly Choice[];
  /** The rows: a question each. */
  children: ReactNode;
};

/** Questions with the same answers, one row each: what the answers mean is said once above them. */
export function QuestionTable({ name, choices, children }: QuestionTableProps) {
  const id = useId();
  const scale = choices.filter(({ apart }) => !apart);
  const named = scale.filter(({ label }) => label !== "");
  const hasMore = scale.some(({ description }) => description !== "");
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="pl-[18px] text-[15px] font-semibold">
        {name}
      </h2>
      <p className="pl-[18px] text-[13px] text-muted">{named.map(nameOf).join(" · ")}</p>
      {hasMore && (
        <details className="pl-[18px] text-[13px] text-muted">
          <summary className="w-fit">What the answers mean</summary>
          <dl className="mt-1 flex flex-col gap-1">
            {scale.map((choice) => (
              <div key={choice.id}>
                <dt className="font-medium text-ink">{nameOf(choice)}</dt>
                <dd>
                  <OutputLine>{choice.description}</OutputLine>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {children}
    </section>
  );
}
