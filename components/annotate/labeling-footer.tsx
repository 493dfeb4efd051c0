import type { ReactNode } from "react";
import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

type LabelingFooterProps = {
  /** Beside the buttons: what the person should know. */
  note: ReactNode;
  /** Null where there is nothing to submit. */
  submitLabel: string | null;
  /** Null where there is no item. */
  canSkip: boolean | null;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
  onPrevious: () => void;
  onSkip: () => void;
  onSubmit: () => void;
};

const keyHint = "pointer-coarse:hidden max-sm:hidden";

type KeyedButtonProps = { name: string; letter: string; hasKeys: boolean; isDisabled?: boolean; onPress: () => void };

function KeyedButton({ name, letter, hasKeys, isDisabled = false, onPress }: KeyedButtonProps) {
  return (
    <Button
      tone="quiet"
      className="h-11 px-3"
      onClick={onPress}
      disabled={isDisabled}
      aria-keyshortcuts={hasKeys ? letter.toLowerCase() : undefined}
    >
      {name}
      {hasKeys && (
        <Kbd className={keyHint} aria-hidden>
          {letter}
        </Kbd>
      )}
    </Button>
  );
}

/** Previous, skip, submit: always at the same place, also under a thumb. */
export function LabelingFooter({
  note,
  submitLabel,
  canSkip,
  hasKeys,
  onPrevious,
  onSkip,
  onSubmit,
}: LabelingFooterProps) {
  const say = useSay();
  return (
    <footer className="flex flex-wrap items-center gap-1 border-t bg-paper px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:gap-2 lg:px-4">
      <KeyedButton name={say("Previous")} letter="Z" hasKeys={hasKeys} onPress={onPrevious} />
      {canSkip !== null && (
        <KeyedButton name={say("Skip")} letter="S" hasKeys={hasKeys} onPress={onSkip} isDisabled={!canSkip} />
      )}
      <div
        className="min-w-0 flex-1 px-2 text-center text-[13px] text-muted max-sm:order-first max-sm:basis-full max-sm:py-1 max-sm:empty:hidden"
        role="status"
      >
        {note}
      </div>
      {submitLabel !== null && (
        <Button
          tone="primary"
          className="h-11 max-sm:ml-auto sm:min-w-52"
          aria-keyshortcuts="Enter"
          // The second press of a double click would fall on the next item.
          onClick={(event) => event.detail < 2 && onSubmit()}
        >
          {submitLabel}
          <Kbd className={`border-accent-ink/40 bg-transparent text-accent-ink ${keyHint}`} aria-hidden>
            Enter
          </Kbd>
        </Button>
      )}
    </footer>
  );
}
