"use client";

import { CloudOff } from "lucide-react";
import Link from "next/link";
import type { Carried } from "@/components/annotate/outbox-carrier";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

const look =
  "flex items-center gap-1.5 rounded-md px-2 py-1.5 text-[13px] font-medium whitespace-nowrap text-attention underline underline-offset-4";

type WaitingLabelsProps = { carried: Carried; onDiscardBarred: () => void };

/** Their study is not there for this person any more, so that no page of it could say what to do. */
function BarredLabels({ count, onDiscard }: { count: number; onDiscard: () => void }) {
  const say = useSay();
  return (
    <Dialog
      title={say("{count, plural, one {# label} other {# labels}} cannot be sent", { count })}
      description={say(
        "You are no longer a rater in the study that {count, plural, one {it belongs} other {they belong}} to. Ask whoever invited you if this is a mistake: {count, plural, one {it is} other {they are}} kept on this device, and sent once you are a rater there again.",
        { count },
      )}
      trigger={
        <button type="button" className={look}>
          <CloudOff className="size-4 shrink-0" aria-hidden />
          {say("{count, plural, one {# label} other {# labels}} to see to", { count })}
        </button>
      }
    >
      <Button tone="danger" onClick={onDiscard}>
        {say("Discard {count, plural, one {# label} other {# labels}}", { count })}
      </Button>
    </Dialog>
  );
}

/** On pages other than the labeling one: that something of this person is not stored yet, and the way to it. */
export function WaitingLabels({ carried, onDiscardBarred }: WaitingLabelsProps) {
  const say = useSay();
  const { waiting, refused, barred, isStuck } = carried;
  if (barred.length > 0) return <BarredLabels count={barred.length} onDiscard={onDiscardBarred} />;
  const first = refused[0] ?? (isStuck ? waiting[0] : undefined);
  if (!first) return null;
  const [long, short] =
    refused.length > 0
      ? [
          say("{count, plural, one {# label} other {# labels}} to see to", { count: refused.length }),
          String(refused.length),
        ]
      : [
          say("{count, plural, one {# label} other {# labels}} waiting", { count: waiting.length }),
          String(waiting.length),
        ];
  return (
    <Link href={`/studies/${first.studyId}/annotate`} aria-label={long} className={look}>
      <CloudOff className="size-4 shrink-0" aria-hidden />
      <span className="max-sm:hidden">{long}</span>
      <span className="sm:hidden">{short}</span>
    </Link>
  );
}
