import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import type { LaunchCheck } from "@/lib/studies/launch-checks";

/** What has to be there before raters come, ticked or with the way to mend it. */
export function LaunchCheckList({ studyId, checks }: { studyId: string; checks: readonly LaunchCheck[] }) {
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {checks.map(({ place, passed, required, words }) => (
        <li key={place} className="flex items-start gap-2.5">
          {passed ? (
            <CircleCheck className="mt-0.5 size-4 shrink-0 text-accent" aria-label="Done" />
          ) : (
            <CircleDashed className="mt-0.5 size-4 shrink-0 text-attention" aria-label="Open" />
          )}
          {passed ? (
            words
          ) : (
            <Link href={`/studies/${studyId}/${place}`} className="underline decoration-line-strong underline-offset-4">
              {words}
              {!required && " (can wait)"}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
