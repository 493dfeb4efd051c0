import { ArrowLeft, BookOpen, Keyboard, Pilcrow } from "lucide-react";
import Link from "next/link";
import type { SavingWords } from "@/components/annotate/saving-words";
import { Badge, Kbd } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Progress } from "@/components/ui/progress";
import type { TextView } from "@/lib/reading/text-view";

const tones: Record<SavingWords["tone"], string> = {
  calm: "text-muted",
  attention: "font-medium text-attention",
  danger: "font-medium text-danger",
};

type LabelingHeaderProps = {
  studyName: string;
  isDemo: boolean;
  homeHref: string;
  progress: { done: number; total: number } | null;
  saving: SavingWords;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
  /** How the texts stand; null where they can stand one way alone. */
  view: TextView | null;
  onView: () => void;
  onSaving: () => void;
  onGuidelines: () => void;
  onKeys: () => void;
};

function SavingState({ saving, onSaving }: Pick<LabelingHeaderProps, "saving" | "onSaving">) {
  const className = classNames("text-[13px] whitespace-nowrap tabular-nums", tones[saving.tone]);
  if (saving.tone === "calm")
    return <span className={classNames(className, "min-w-12 text-right")}>{saving.text}</span>;
  return (
    <button type="button" className={classNames(className, "min-h-8 underline underline-offset-4")} onClick={onSaving}>
      {saving.text}
    </button>
  );
}

/** Whose study, how far, whether it is saved; guidelines and keys. */
export function LabelingHeader({
  studyName,
  isDemo,
  homeHref,
  progress,
  saving,
  hasKeys,
  view,
  onView,
  onSaving,
  onGuidelines,
  onKeys,
}: LabelingHeaderProps) {
  return (
    <header className="relative flex h-14 items-center gap-x-3 border-b px-3 lg:gap-x-5 lg:px-4">
      <Link
        href={homeHref}
        aria-label="Leave labeling"
        title="Leave: everything is kept"
        className="flex size-10 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken"
      >
        <ArrowLeft className="size-4" aria-hidden />
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-2.5">
        <h1 className="truncate text-sm font-semibold">{studyName}</h1>
        {isDemo && (
          <Badge tone="attention" className="shrink-0" title="The texts and the other raters are made up">
            Simulated
          </Badge>
        )}
      </div>
      {progress && (
        <div className="flex shrink-0 items-center gap-3">
          <p className="text-[13px] text-muted tabular-nums">
            <span className="font-medium text-ink">{progress.done}</span> of {progress.total}
          </p>
          <Progress
            value={progress.done}
            max={progress.total}
            label="Items labeled"
            className="max-lg:absolute max-lg:inset-x-0 max-lg:-bottom-px max-lg:h-0.5 max-lg:rounded-none lg:w-44"
          />
        </div>
      )}
      <div className="flex shrink-0 items-center justify-end gap-1 lg:flex-1">
        <div className="mr-1 flex justify-end lg:mr-3 lg:min-w-40">
          <SavingState saving={saving} onSaving={onSaving} />
        </div>
        {view && (
          <Button
            tone="quiet"
            size="small"
            className="aria-pressed:bg-accent-soft max-lg:size-10 max-lg:p-0"
            onClick={onView}
            aria-pressed={view === "as-written"}
            aria-keyshortcuts={hasKeys ? "v" : undefined}
          >
            <Pilcrow className="lg:hidden" aria-hidden />
            <span className="max-lg:sr-only">As written</span>
            {hasKeys && (
              <Kbd className="max-lg:hidden" aria-hidden>
                V
              </Kbd>
            )}
          </Button>
        )}
        <Button
          tone="quiet"
          size="small"
          className="max-lg:size-10 max-lg:p-0"
          onClick={onGuidelines}
          aria-keyshortcuts={hasKeys ? "g" : undefined}
        >
          <BookOpen className="lg:hidden" aria-hidden />
          <span className="max-lg:sr-only">Guidelines</span>
          {hasKeys && (
            <Kbd className="max-lg:hidden" aria-hidden>
              G
            </Kbd>
          )}
        </Button>
        <Button
          tone="quiet"
          size="small"
          className="max-lg:size-10 max-lg:p-0 pointer-coarse:hidden"
          onClick={onKeys}
          aria-keyshortcuts={hasKeys ? "?" : undefined}
        >
          <Keyboard className="lg:hidden" aria-hidden />
          <span className="max-lg:sr-only">Keys</span>
          {hasKeys && (
            <Kbd className="max-lg:hidden" aria-hidden>
              ?
            </Kbd>
          )}
        </Button>
      </div>
    </header>
  );
}
