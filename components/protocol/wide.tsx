import type { ReactNode } from "react";

type WideProps = { header: ReactNode; children: ReactNode; preview: ReactNode };

/** The editor on the left, the labeling view, which stays in sight, on the right; both within the page's own width. */
export function Wide({ header, children, preview }: WideProps) {
  return (
    <>
      {header}
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,25rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-10">{children}</div>
        <div className="h-[44rem] min-w-0 xl:sticky xl:top-[8rem] xl:h-[calc(100dvh-9.5rem)] xl:min-h-[32rem]">
          {preview}
        </div>
      </div>
    </>
  );
}
