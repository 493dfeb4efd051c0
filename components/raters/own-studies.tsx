"use client";

import { markWithdrawing } from "@/components/annotate/forget-withdrawn";
import { useSay } from "@/components/language/speak";
import { WithdrawForm } from "@/components/raters/withdraw-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { withdrawMyself } from "@/lib/raters/actions";

type OwnStudy = { id: string; name: string; pseudonym: string; judgments: number };

/** Where I label, under which name, and the way out with everything I gave. */
export function OwnStudies({ userId, studies }: { userId: string; studies: readonly OwnStudy[] }) {
  const say = useSay();
  return (
    <ul className="max-w-xl divide-y border-y">
      {studies.map(({ id, name, pseudonym, judgments }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <span className="min-w-0">
            <span className="block truncate text-sm font-medium">{name}</span>
            <span className="text-[13px] text-muted">{say("as {pseudonym}", { pseudonym })}</span>
          </span>
          <Dialog
            title={say("Withdraw from {name}", { name })}
            trigger={
              <Button size="small" aria-label={say("Withdraw from {name}", { name })}>
                {say("Withdraw")}
              </Button>
            }
          >
            <WithdrawForm
              action={withdrawMyself}
              fields={{ studyId: id }}
              pseudonym={pseudonym}
              judgments={judgments}
              isSelf
              onTry={() => markWithdrawing(userId, id)}
            />
          </Dialog>
        </li>
      ))}
    </ul>
  );
}
