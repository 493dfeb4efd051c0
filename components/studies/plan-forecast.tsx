import { Notice } from "@/components/ui/notice";
import type { SaidForecast } from "@/lib/labeling/rehearsal/forecast-study";

/** What comes of a study's plan, in words and numbers. */
export function PlanForecast({ isShort, short, lines, how }: SaidForecast) {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Notice tone={isShort ? "attention" : "info"}>{short}</Notice>
      <dl className="divide-y divide-line">
        {lines.map(({ name, value, hint }) => (
          <div key={name} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_1fr]">
            <dt className="text-sm font-medium">{name}</dt>
            <dd className="tabular-nums">
              {value}
              <span className="block text-[13px] text-muted">{hint}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-[13px] text-muted">{how}</p>
    </div>
  );
}
