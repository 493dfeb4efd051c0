"use client";

import { CloudOff } from "lucide-react";
import Link from "next/link";
import type { Carried } from "@/components/annotate/outbox-carrier";
import { countOf } from "@/lib/format-number";

/** On pages other than the labeling one: that something of this person is not stored yet, and the way to it. */
export function WaitingLabels({ carried: { waiting, refused, isStuck } }: { carried: Carried }) {
  const first = refused[0] ?? (isStuck ? waiting[0] : undefined);
  if (!first) return null;
  const [long, short] =
    refused.length > 0
      ? [`${countOf(refused.length, "label")} to see to`, String(refused.length)]
      : [`${countOf(waiting.length, "label")} waiting`, String(waiting.length)];
  return (
    <Link
      href={`/studies/${first.studyId}/annotate`}
      aria-label={long}
      className="flex items-center gap-1.5 rounded-md px-2 py-1.5 text-[13px] font-medium whitespace-nowrap text-attention underline underline-offset-4"
    >
      <CloudOff className="size-4 shrink-0" aria-hidden />
      <span className="max-sm:hidden">{long}</span>
      <span className="sm:hidden">{short}</span>
    </Link>
  );
}
