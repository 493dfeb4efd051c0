import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Warning } from "@/lib/analysis/overview";

/** What looks wrong, each with the page where to look. */
export function WarningList({ warnings, studyId }: { warnings: readonly Warning[]; studyId: string }) {
  if (warnings.length === 0)
    return (
      <p className="flex items-center gap-2 text-sm text-muted">
        <CircleCheck className="size-4 text-accent" aria-hidden />
        Nothing looks wrong.
      </p>
    );
  return (
    <ul className="flex flex-col gap-2">
      {warnings.map(({ id, words, place, placeName }) => (
        <li key={id} className="flex items-start gap-2.5 text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-attention" aria-label="Attention" />
          <span>
            {words}{" "}
            <Link href={`/studies/${studyId}/${place}`} className="text-accent hover:underline">
              {placeName}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
