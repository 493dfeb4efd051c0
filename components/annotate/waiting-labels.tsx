"use client";

import { CloudOff } from "lucide-react";
import Link from "next/link";
import type { Carried } from "@/components/annotate/outbox-carrier";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { countOf } from "@/lib/format-number";

const look =
  "flex items-center gap-1.5 rounded-md px-2 py-1.5 text-[13px] font-medium whitespace-nowrap text-attention underline underline-offset-4";

type WaitingLabelsProps = { carried: Carried; onDiscardBarred: () => void };

/** Their study is not there for this person any more, so that no page of it could say what to do. */
function BarredLabels({ count, onDiscard }: { count: number; onDiscard: () => void }) {
  const labels = countOf(count, "label");
  const [it, is] = count === 1 ? ["It", "is"] : ["They", "are"];
  return (
    <Dialog
      title={`${labels} cannot be sent`}
      description={`You are no longer a rater in the study that ${count === 1 ? "it belongs" : "they belong"} to. Ask whoever invited you if this is a mistake: ${it.toLowerCase()} ${is} kept on this device, and sent once you are a rater there again.`}
      trigger={
        <button type="button" className={look}>
          <CloudOff className="size-4 shrink-0" aria-hidden />
          {labels} to see to
        </button>
      }
    >
      <Button tone="danger" onClick={onDiscard}>
        Discard {labels}
      </Button>
    </Dialog>
  );
}

/** On pages other than the labeling one: that something of this person is not stored yet, and the way to it. */
export function WaitingLabels({ carried, onDiscardBarred }: WaitingLabelsProps) {
  const { waiting, refused, barred, isStuck } = carried;
  if (barred.length > 0) return <BarredLabels count={barred.length} onDiscard={onDiscardBarred} />;
  const first = refused[0] ?? (isStuck ? waiting[0] : undefined);
  if (!first) return null;
  const [long, short] =
    refused.length > 0
      ? [`${countOf(refused.length, "label")} to see to`, String(refused.length)]
      : [`${countOf(waiting.length, "label")} waiting`, String(waiting.length)];
  return (
    <Link href={`/studies/${first.studyId}/annotate`} aria-label={long} className={look}>
      <CloudOff className="size-4 shrink-0" aria-hidden />
      <span className="max-sm:hidden">{long}</span>
      <span className="sm:hidden">{short}</span>
    </Link>
  );
}
