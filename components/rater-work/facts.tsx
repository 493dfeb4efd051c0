import type { ReactNode } from "react";
import { formatEstimate } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

/** A fact and what it is of, one beside the other where there is room. */
export function Fact({ name, children, note }: { name: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 border-t py-3 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-sm tabular-nums">
        {children}
        {note && <span className="block text-[13px] text-muted">{note}</span>}
      </dd>
    </div>
  );
}

export const Facts = ({ children }: { children: ReactNode }) => <dl className="border-b">{children}</dl>;

/** A share with its interval, or why there is none. */
export const sayShare = (share: Defined<Estimate>): string =>
  share.defined ? formatEstimate(share.value, "percent") : `not defined: ${share.because}`;
