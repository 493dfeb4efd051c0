import type { ReactNode } from "react";

type PageHeaderProps = { title: ReactNode; lead?: ReactNode; actions?: ReactNode };

/** A page's title, one sentence about it and at most one main button. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="max-w-[70ch] min-w-0">
        <h1 className="text-2xl font-semibold wrap-anywhere">{title}</h1>
        {lead && <p className="mt-1.5 text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

type SectionProps = { title: ReactNode; lead?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string };

/** A part of a page under its own heading. Parts are set apart by space, not by boxes. */
export function Section({ title, lead, actions, children, id }: SectionProps) {
  return (
    <section id={id} className="mb-12 scroll-mt-6">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <div className="max-w-[75ch] min-w-0">
          <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
          {lead && <p className="mt-1 text-sm text-muted">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
