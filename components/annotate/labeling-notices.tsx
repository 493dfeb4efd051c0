import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/progress";
import { said } from "@/lib/languages/say";

type ReviewBannerProps = {
  depth: number;
  locked: string | null;
  isChanged: boolean;
  isMending: boolean;
  /** False where no item waits behind the earlier one. */
  hasCurrent: boolean;
  onReturn: () => void;
};

function explain({ locked, isChanged, isMending }: ReviewBannerProps): string {
  if (locked) return locked;
  if (isMending) return said("Mend what is marked and submit it again.");
  return isChanged ? said("Changed, not saved yet.") : said("It can be changed; what you said before stays on record.");
}

/** That an earlier item is on screen, and the way back. */
export function ReviewBanner(props: ReviewBannerProps) {
  const say = useSay();
  const { depth, isChanged, isMending, hasCurrent, onReturn } = props;
  const title = isMending
    ? say("This answer was not taken.")
    : depth === 1
      ? say("Your last answer.")
      : say("Your answer, {count} items back.", { count: depth });
  return (
    <div className="flex flex-wrap items-center gap-x-3 border-b bg-accent-soft px-4 py-1 text-sm lg:px-6">
      <p className="py-1.5">
        <span className="font-medium">{title}</span> {say.retell(explain(props))}
      </p>
      <Button tone="quiet" size="small" className="-ml-3 h-9 sm:ml-auto" onClick={onReturn}>
        <ArrowLeft aria-hidden />
        {isChanged ? say("Back without saving") : hasCurrent ? say("Back to the current item") : say("Back")}
        <Kbd aria-hidden className="pointer-coarse:hidden">
          Esc
        </Kbd>
      </Button>
    </div>
  );
}

type LabelingMessageProps = { title: string; text: string; children: ReactNode };

/** In place of the item: one thing to know, and what to do about it. */
export function LabelingMessage({ title, text, children }: LabelingMessageProps) {
  return (
    <div className="flex h-full items-start justify-center overflow-y-auto px-5 py-16 lg:py-28">
      <div className="flex w-full max-w-[32rem] flex-col items-start gap-4">
        <h2 className="text-2xl font-semibold">{title}</h2>
        <p className="text-[17px] leading-relaxed text-muted">{text}</p>
        {children}
      </div>
    </div>
  );
}

/** The size of what comes: the item on the left, questions on the right. `label` says what comes to who sees no picture. */
export function LabelingSkeleton({ label }: { label: string }) {
  const lines = ["w-full", "w-11/12", "w-10/12", "w-9/12", "w-7/12"];
  return (
    <div role="img" aria-label={label} className="h-full overflow-hidden lg:grid lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="flex flex-col gap-4 mx-auto w-full max-w-[46rem] px-5 py-8">
        <Skeleton className="h-16 max-w-[70ch]" />
        <Skeleton className="mb-6 h-5 w-72" />
        {lines.map((width) => (
          <div key={width} className="max-w-[70ch]">
            <Skeleton className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
      <div className="flex flex-col gap-3 border-l px-5 py-8 max-lg:hidden">
        <Skeleton className="mb-2 h-5 w-56" />
        {lines.map((width) => (
          <Skeleton key={width} className="h-11" />
        ))}
      </div>
    </div>
  );
}
