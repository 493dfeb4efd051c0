"use client";

import { severityKeys } from "@/components/questions/marking/marking-keys";
import type { PlacingState } from "@/components/questions/marking/use-placing";
import { Kbd } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { Marking } from "@/lib/questions/marking";

type MarkButtonProps = {
  label: string;
  shortcut: string;
  description?: string;
  isChosen: boolean;
  isDisabled: boolean;
  onPress: () => void;
};

const MarkButton = ({ label, shortcut, description, isChosen, isDisabled, onPress }: MarkButtonProps) => (
  <button
    type="button"
    aria-pressed={isChosen}
    aria-keyshortcuts={shortcut}
    title={description || undefined}
    disabled={isDisabled}
    // The selection in the text, and the focus, stay where they are.
    onPointerDown={(event) => event.preventDefault()}
    onClick={onPress}
    className={classNames(
      "flex min-h-11 items-center gap-2 rounded-md border px-3 py-2 text-[15px] leading-snug disabled:opacity-60",
      isChosen ? "border-accent bg-accent-soft font-medium" : "border-line-strong bg-surface hover:bg-sunken",
    )}
  >
    {label}
    <Kbd aria-hidden className="uppercase pointer-coarse:hidden">
      {shortcut}
    </Kbd>
  </button>
);

type MarkButtonsProps = { marking: Marking; state: PlacingState; isLocked: boolean };

/** What the selected place can be marked as, and how severe the mark there is. */
export function MarkButtons({ marking, state, isLocked }: MarkButtonsProps) {
  const { place, held, mark, rate } = state;
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        {marking.categories.map(({ key, label, description }, index) => (
          <MarkButton
            key={key}
            label={label}
            description={description}
            shortcut={String(index + 1)}
            isChosen={held?.answer.value === key}
            isDisabled={isLocked || place === null}
            onPress={() => mark(index)}
          />
        ))}
      </div>
      {marking.severities.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {marking.severities.map((label, index) => (
            <MarkButton
              key={label}
              label={label}
              shortcut={severityKeys[index] ?? ""}
              isChosen={held?.answer.severity === index + 1}
              isDisabled={isLocked || held === null}
              onPress={() => rate(index + 1)}
            />
          ))}
        </div>
      )}
    </>
  );
}
