import type { ReactNode } from "react";
import { SkipLink } from "@/components/shell/skip-link";
import { Main } from "@/components/shell/top-bar";

type StudyFrameProps = { header: ReactNode; children: ReactNode };

/** The frame around a study's pages, but for labeling, which has the whole window. */
export function StudyFrame({ header, children }: StudyFrameProps) {
  return (
    <>
      <SkipLink />
      <header className="sticky top-0 z-30 border-b bg-paper">{header}</header>
      <Main lang="en">{children}</Main>
    </>
  );
}
