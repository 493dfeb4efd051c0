import Link from "next/link";
import { Moment } from "@/components/ui/moment";
import { countOf } from "@/lib/format-number";

type VersionListProps = {
  studyId: string;
  versions: readonly { number: number; publishedAt: Date; labels: number }[];
};

/** The published versions, newest first: each can be read, none can be changed. */
export function VersionList({ studyId, versions }: VersionListProps) {
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions-heading">
      <h2 id="versions-heading" className="mb-2 font-semibold">
        Published versions
      </h2>
      <ul className="text-sm">
        {versions.map(({ number, publishedAt, labels }) => (
          <li key={number} className="flex items-baseline gap-4 border-b py-2 last:border-b-0">
            <Link
              href={`/studies/${studyId}/protocol?version=${number}`}
              className="font-medium text-accent underline underline-offset-4"
            >
              Version {number}
            </Link>
            <Moment at={publishedAt} className="text-muted" />
            <span className="ml-auto text-muted tabular-nums">{countOf(labels, "label")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
