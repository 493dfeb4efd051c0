"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

type Place = { segment: string; label: string };
type StudyNavProps = { studyId: string; places: readonly Place[] };

// The import belongs to the items, where its button is.
const parents: Record<string, string> = { import: "items" };

const bringIntoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: "nearest", inline: "center" });

/** The pages of a study that this person may open; on a phone the line scrolls. */
export function StudyNav({ studyId, places }: StudyNavProps) {
  const segment = useSelectedLayoutSegment() ?? "";
  const current = parents[segment] ?? segment;
  return (
    <nav lang="en" aria-label="Study" className="mx-auto w-full max-w-6xl overflow-x-auto px-2 sm:px-4">
      <ul className="flex gap-0.5">
        {places.map((place) => (
          <li key={place.segment}>
            <Link
              href={`/studies/${studyId}${place.segment && `/${place.segment}`}`}
              aria-current={place.segment === current ? "page" : undefined}
              ref={place.segment === current ? bringIntoView : undefined}
              className={classNames(
                "block border-b-2 border-transparent px-2 py-2.5 text-sm whitespace-nowrap text-muted hover:text-ink",
                place.segment === current && "border-accent font-medium text-ink",
              )}
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
