"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/shell/skip-link";
import { Main } from "@/components/shell/top-bar";

type StudyFrameProps = { header: ReactNode; children: ReactNode };

// Labeling has the whole window and a line of its own at the top.
const bare = new Set(["annotate"]);

/** The frame around a study's pages. */
export function StudyFrame({ header, children }: StudyFrameProps) {
  const segment = useSelectedLayoutSegment();
  if (segment && bare.has(segment)) return children;
  return (
    <>
      <SkipLink />
      <header className="sticky top-0 z-30 border-b bg-paper">{header}</header>
      <Main lang="en">{children}</Main>
    </>
  );
}
