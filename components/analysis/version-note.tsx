import Link from "next/link";
import { describeVersions } from "@/lib/analysis/describe-versions";
import { type AnalysisFilter, noFilter } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";
import type { VersionCount } from "@/lib/analysis/version-counts";

type VersionNoteProps = {
  versions: readonly VersionCount[];
  version: number | "all";
  /** The page whose figures they are; links keep what else it is narrowed to. */
  page: string;
  filter?: AnalysisFilter;
};

/** On top of figures of a study whose labels were given under several versions: which is shown, and the way to the others. */
export function VersionNote({ versions, version, page, filter = noFilter }: VersionNoteProps) {
  const words = describeVersions(versions, version);
  if (words === null) return null;
  const others = versions.filter(({ number, isUsed }) => isUsed && number !== version);
  const href = (asked: AnalysisFilter["version"]) => `${page}${filterQuery(filter, { version: asked })}`;
  return (
    <p className="mb-6 text-sm">
      {words}{" "}
      {others.map(({ number }) => (
        <Link key={number} href={href(number)} className="mr-3 underline underline-offset-4">
          Show version {number}
        </Link>
      ))}
      {version !== "all" && (
        <Link href={href("all")} className="underline underline-offset-4">
          Show all together
        </Link>
      )}
    </p>
  );
}
