import type { ReactNode } from "react";

type WideProps = { header: ReactNode; children: ReactNode; preview: ReactNode };

/**
 * The editor on the left, the labeling view, which stays in sight, on the right. Begins where other pages begin (they
 * are 72rem wide) and uses the room that the window has to the right of them.
 */
export function Wide({ header, children, preview }: WideProps) {
  return (
    <>
      {header}
      <div className="grid gap-10 xl:mr-[max(-30rem,calc((72rem-100vw)/2))] xl:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-10">{children}</div>
        <div className="h-[44rem] min-w-0 xl:sticky xl:top-[8rem] xl:h-[calc(100dvh-9.5rem)] xl:min-h-[32rem]">
          {preview}
        </div>
      </div>
    </>
  );
}
