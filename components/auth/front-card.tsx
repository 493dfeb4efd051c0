import type { ReactNode } from "react";

type FrontCardProps = { title: ReactNode; lead?: ReactNode; children: ReactNode };

/** One thing to do before one is in: a narrow column, set a little above the middle. */
export function FrontCard({ title, lead, children }: FrontCardProps) {
  return (
    <main id="main" className="mx-auto w-full max-w-md grow px-4 pt-10 pb-24 sm:pt-[12vh]">
      <h1 className="text-2xl font-semibold">{title}</h1>
      {lead && <div className="mt-2 text-muted">{lead}</div>}
      <div className="mt-8">{children}</div>
    </main>
  );
}
