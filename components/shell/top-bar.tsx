import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

type TopBarProps = { home?: string; children?: ReactNode; end: ReactNode };

/** The line at the top of every page but the labeling one. */
export function TopBar({ home, children, end }: TopBarProps) {
  return (
    <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-4 px-4 sm:px-6">
      <Brand href={home} isCompact={Boolean(children)} />
      <div className="flex min-w-0 grow items-center gap-3">{children}</div>
      <div className="flex shrink-0 items-center gap-1">{end}</div>
    </div>
  );
}

/** Where a page's content goes. The pages of those who run a study are in English, whatever the language of what stands around them. */
export function Main({ lang, children }: { lang?: "en"; children: ReactNode }) {
  return (
    <main id="main" lang={lang} className="mx-auto w-full max-w-6xl px-4 pt-8 pb-20 sm:px-6">
      {children}
    </main>
  );
}
