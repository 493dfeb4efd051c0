import { ArrowLeft, BookOpen, History, Keyboard, type LucideIcon, Pilcrow, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { describeMinutes } from "@/components/annotate/pace";
import type { SavingWords } from "@/components/annotate/saving-words";
import { useSay } from "@/components/language/speak";
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
  /** At their own pace; null until that is known. */
  minutes: number | null;
  saving: SavingWords;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
  /** How the texts stand; null where they can stand one way alone. */
  view: TextView | null;
  onView: () => void;
  onSaving: () => void;
  /** Null where the study is not shown to this person. */
  onGuidelines: (() => void) | null;
  onHistory: (() => void) | null;
  onLook: () => void;
  onKeys: () => void;
};

function SavingState({ saving, onSaving }: Pick<LabelingHeaderProps, "saving" | "onSaving">) {
  const say = useSay();
  const className = classNames("text-[13px] whitespace-nowrap tabular-nums max-sm:text-xs", tones[saving.tone]);
  if (saving.detail === null && saving.tone !== "danger")
    return <span className={classNames(className, "min-w-12 text-right")}>{say.retell(saving.text)}</span>;
  return (
    <button
      type="button"
      className={classNames(className, "min-h-8 underline underline-offset-4 max-sm:min-h-6")}
      onClick={onSaving}
    >
      {say.retell(saving.text)}
    </button>
  );
}

type HeaderButtonProps = {
  name: string;
  /** The key that does the same, if one does. */
  letter: string | null;
  icon: LucideIcon;
  hasKeys: boolean;
  /** Of a switch alone. */
  isPressed?: boolean;
  /** However much room there is. */
  isIcon?: boolean;
  className?: string;
  onPress: () => void;
};

/** In words with its key, and an icon alone where there is no room. */
function HeaderButton({ name, letter, icon: Icon, hasKeys, isPressed, isIcon, className, onPress }: HeaderButtonProps) {
  return (
    <Button
      tone="quiet"
      size="small"
      className={classNames(
        "aria-pressed:bg-accent-soft max-lg:size-10 max-lg:p-0",
        isIcon && "lg:size-9 lg:p-0",
        className,
      )}
      onClick={onPress}
      title={isIcon ? name : undefined}
      aria-pressed={isPressed}
      aria-keyshortcuts={hasKeys && letter ? letter.toLowerCase() : undefined}
    >
      <Icon className={isIcon ? undefined : "lg:hidden"} aria-hidden />
      <span className={isIcon ? "sr-only" : "max-lg:sr-only"}>{name}</span>
      {hasKeys && letter && !isIcon && (
        <Kbd className="max-lg:hidden" aria-hidden>
          {letter}
        </Kbd>
      )}
    </Button>
  );
}

/** Whose study, how far, whether it is saved; guidelines and keys. On a phone how far stands above whether it is saved. */
export function LabelingHeader({
  studyName,
  isDemo,
  homeHref,
  progress,
  minutes,
  saving,
  hasKeys,
  view,
  onView,
  onSaving,
  onGuidelines,
  onHistory,
  onLook,
  onKeys,
}: LabelingHeaderProps) {
  const say = useSay();
  return (
    <header className="relative flex h-14 items-center gap-x-3 border-b px-3 max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] max-sm:grid-rows-2 max-sm:gap-x-2 max-sm:px-1.5 lg:gap-x-5 lg:px-4">
      <Link
        href={homeHref}
        aria-label={say("Leave labeling")}
        title={say("Leave: everything is kept")}
        className="row-span-2 flex size-10 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken"
      >
        <ArrowLeft className="size-4" aria-hidden />
      </Link>
      <div className="row-span-2 flex min-w-0 flex-1 gap-x-2.5 max-sm:flex-col max-sm:items-start sm:items-center">
        <h1 className="max-w-full truncate text-sm font-semibold">{studyName}</h1>
        {isDemo && (
          <Badge
            tone="attention"
            className="max-sm:px-1 max-sm:py-0 max-sm:text-[11px]"
            title={say("The texts and the other raters are made up")}
          >
            {say("Simulated")}
          </Badge>
        )}
      </div>
      {progress && (
        <div className="flex shrink-0 items-center justify-end gap-3 max-sm:col-start-3 max-sm:row-start-1 max-sm:self-end">
          <p className="text-[13px] text-muted tabular-nums max-sm:text-xs">
            {say.parts("{done} of {total}", {
              done: (
                <span key="done" className="font-medium text-ink">
                  {progress.done}
                </span>
              ),
              total: progress.total,
            })}
            {minutes !== null && (
              <span className="max-sm:hidden">
                {" · "}
                <span className="sr-only">at your pace </span>
                {describeMinutes(minutes)}
              </span>
            )}
          </p>
          <Progress
            value={progress.done}
            max={progress.total}
            label={say("Items labeled")}
            className="max-lg:absolute max-lg:inset-x-0 max-lg:-bottom-px max-lg:h-0.5 max-lg:rounded-none lg:w-44"
          />
        </div>
      )}
      <div className="flex shrink-0 items-center justify-end gap-1 max-sm:contents lg:flex-1">
        <div
          className={classNames(
            "mr-1 flex justify-end max-sm:col-start-3 lg:mr-3 lg:min-w-40",
            progress ? "max-sm:row-start-2 max-sm:self-start" : "max-sm:row-span-2 max-sm:row-start-1",
          )}
        >
          <SavingState saving={saving} onSaving={onSaving} />
        </div>
        <div className="flex items-center max-sm:col-start-4 max-sm:row-span-2 max-sm:row-start-1 sm:gap-1">
          {view && (
            <HeaderButton
              name={say("As written")}
              letter="V"
              icon={Pilcrow}
              hasKeys={hasKeys}
              isPressed={view === "as-written"}
              onPress={onView}
            />
          )}
          {onGuidelines && (
            <HeaderButton
              name={say("Guidelines")}
              letter="G"
              icon={BookOpen}
              hasKeys={hasKeys}
              onPress={onGuidelines}
            />
          )}
          {onHistory && (
            <HeaderButton
              name="What you have labeled"
              letter="H"
              icon={History}
              hasKeys={hasKeys}
              isIcon
              onPress={onHistory}
            />
          )}
          <HeaderButton
            name="How you label"
            letter={null}
            icon={SlidersHorizontal}
            hasKeys={hasKeys}
            isIcon
            onPress={onLook}
          />
          <HeaderButton
            name={say("Keys")}
            letter="?"
            icon={Keyboard}
            hasKeys={hasKeys}
            className="pointer-coarse:hidden"
            onPress={onKeys}
          />
        </div>
      </div>
    </header>
  );
}
