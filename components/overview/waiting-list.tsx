import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Moment } from "@/components/ui/moment";
import { sayOpen } from "@/lib/analysis/say-waiting";
import type { Waiting } from "@/lib/analysis/waiting-queries";

/** Whom each unfinished item waits for, and who holds what. */
export function WaitingList({ waiting, studyId }: { waiting: Waiting; studyId: string }) {
  const { open, held } = waiting;
  return (
    <ul className="flex max-w-[75ch] flex-col gap-2 text-sm tabular-nums">
      {open.map((share) => {
        const { words, isStuck } = sayOpen(share);
        return (
          <li key={share.group ?? ""} className="flex items-start gap-2.5">
            {isStuck && <TriangleAlert className="mt-0.5 size-4 shrink-0 text-attention" aria-label="Attention" />}
            <span>
              {words}{" "}
              <Link
                href={`/studies/${studyId}/${isStuck ? "raters" : "items?labels=open"}`}
                className="text-accent underline underline-offset-2"
              >
                {isStuck ? "Raters" : "Its items"}
              </Link>
            </span>
          </li>
        );
      })}
      {held.map(({ itemId, externalId, pseudonym, until, isKept }) => (
        <li key={`${itemId} ${pseudonym}`}>
          <Link href={`/studies/${studyId}/items/${itemId}`} className="text-accent underline underline-offset-2">
            {externalId}
          </Link>{" "}
          is held by {pseudonym}
          {!isKept && (
            <>
              {" "}
              until <Moment at={until} />
            </>
          )}
          .
        </li>
      ))}
    </ul>
  );
}
