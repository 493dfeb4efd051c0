import type { ReactNode } from "react";

type WideProps = { header: ReactNode; children: ReactNode; preview: ReactNode };

/** Wider than other pages: the editor on the left, the labeling view, which stays in sight, on the right. */
export function Wide({ header, children, preview }: WideProps) {
  return (
    <div className="xl:relative xl:left-1/2 xl:w-[min(100vw-3rem,100rem)] xl:-translate-x-1/2">
      {header}
      <div className="grid gap-10 xl:grid-cols-[minmax(0,29rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-10">{children}</div>
        <div className="h-[44rem] min-w-0 xl:sticky xl:top-[8.5rem] xl:h-[calc(100dvh-10rem)] xl:min-h-[32rem]">
          {preview}
        </div>
      </div>
    </div>
  );
}
