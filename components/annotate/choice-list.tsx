"use client";

import { Check } from "lucide-react";
import type { CSSProperties } from "react";
import type { Asked } from "@/components/annotate/asked-questions";
import { OutputLine, OutputText } from "@/components/annotate/output-text";
import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { Choice } from "@/lib/questions/choices";
import { hasOwnOptions, kindOf } from "@/lib/questions/kinds";

type ChoiceListProps = {
  asked: Asked;
  /** Radios of one name belong together; unique on the page. */
  name: string;
  isLocked: boolean;
  /** A row of a table: the answers beside each other, without what they mean. */
  isRow?: boolean;
  onPick: (choice: Choice) => void;
};

type MarkProps = { choice: Choice; isChosen: boolean; isKey: boolean; isSquare: boolean };

/** The radio or box itself: a number of the scale, or a dot; a tick once chosen, so that colour is not all that tells. */
function Mark({ choice: { mark }, isChosen, isKey, isSquare }: MarkProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        "flex size-6 shrink-0 items-center justify-center border text-[13px] font-medium tabular-nums",
        mark === null && "size-5",
        mark === null && !isSquare ? "rounded-full" : "rounded",
        isChosen && "border-accent bg-accent text-accent-ink",
        !isChosen &&
          (mark === null || isKey ? "border-line-strong bg-surface" : "border-transparent bg-sunken text-muted"),
      )}
    >
      {mark ?? (isChosen && <Check className="size-3.5" strokeWidth={3} />)}
    </span>
  );
}

function ChoiceButton({
  choice,
  asked,
  name,
  isLocked,
  onPick,
  isSmall,
}: ChoiceListProps & { choice: Choice; isSmall: boolean }) {
  const say = useSay();
  const label = choice.isOurs ? say.retell(choice.label) : choice.label;
  const isChosen = asked.chosen.some(({ id }) => id === choice.id);
  const isOneOfSeveral = kindOf(asked.question).picksSeveral;
  const key = asked.keys.get(choice.id);
  // A candidate's profile is read to judge by; an anchor is looked up.
  const isProfile = hasOwnOptions(asked.question);
  const descriptionId = choice.description && !isSmall ? `${name}-${choice.id}` : undefined;
  return (
    <label
      className={classNames(
        "group relative flex min-h-11 rounded-md border px-3 py-2 text-[15px] leading-snug transition-colors duration-100 select-none",
        isSmall ? "flex-wrap items-center justify-center gap-x-1.5 gap-y-0 px-1 text-center" : "items-start gap-3",
        isChosen && (isSmall ? "border-accent bg-accent font-medium text-accent-ink" : "border-accent bg-accent-soft"),
        !isChosen && "border-line-strong bg-surface hover:bg-sunken",
        choice.apart && !isChosen && "border-dashed bg-transparent",
        isLocked && "pointer-events-none",
      )}
    >
      <input
        type={isOneOfSeveral ? "checkbox" : "radio"}
        data-choice
        // One stop for Tab and the arrows between the boxes, as between radios.
        tabIndex={isOneOfSeveral && asked.choices[0] !== choice ? -1 : undefined}
        // As large as its label, so that the whole of it is scrolled to where the focus goes.
        className="pointer-events-none absolute inset-0 m-0 size-full appearance-none rounded-md focus-visible:outline-offset-2"
        name={name}
        disabled={isLocked}
        value={choice.id}
        checked={isChosen}
        onChange={() => onPick(choice)}
        aria-describedby={descriptionId}
        aria-keyshortcuts={key}
        aria-label={[choice.mark, label].filter(Boolean).join(" ")}
      />
      {!isSmall && <Mark choice={choice} isChosen={isChosen} isKey={key === choice.mark} isSquare={isOneOfSeveral} />}
      <span className={classNames("min-w-0", !isSmall && "flex-1 pt-px")}>
        <span className={choice.description ? "font-medium" : ""}>
          {isSmall && choice.mark !== null ? choice.mark : <OutputLine>{label}</OutputLine>}
        </span>
        {choice.description && isProfile && !isSmall && (
          <span id={descriptionId} className="block">
            <OutputText className="mt-0.5 text-sm leading-normal">{choice.description}</OutputText>
          </span>
        )}
        {choice.description && !isProfile && !isSmall && (
          <span
            id={descriptionId}
            className="mt-0.5 block text-[13px] leading-normal whitespace-pre-line text-muted in-data-compact:not-group-focus-within:line-clamp-1"
          >
            {choice.description}
          </span>
        )}
      </span>
      {key !== undefined && key !== choice.mark && (
        <Kbd
          aria-hidden
          className={classNames(
            "mt-px shrink-0 uppercase pointer-coarse:hidden",
            isSmall && isChosen && "border-accent-ink/40 bg-transparent text-accent-ink",
          )}
        >
          {key}
        </Kbd>
      )}
    </label>
  );
}

/** Everything that can be picked for one question, as native radios, or boxes where several are. What stands apart from a scale stands apart here too. */
export function ChoiceList(props: ChoiceListProps) {
  const { asked, isRow = false } = props;
  const own = kindOf(asked.question).shape(asked.question);
  const shape = isRow ? "scale" : own;
  const scale = asked.choices.filter(({ apart }) => !apart);
  const apart = asked.choices.filter((choice) => choice.apart);
  const [first, last] = [scale[0], scale.at(-1)];
  return (
    <>
      <div
        style={{ "--points": scale.length } as CSSProperties}
        className={classNames(
          "grid gap-1.5",
          shape === "scale" &&
            "grid-cols-[repeat(auto-fit,minmax(44px,1fr))] pointer-fine:grid-cols-[repeat(var(--points),minmax(0,1fr))] pointer-fine:gap-1",
          shape === "row" && "grid-cols-3",
          shape === "halves" && "grid-cols-2 [&>:last-child:nth-child(3)]:col-span-2",
        )}
      >
        {scale.map((choice) => (
          <ChoiceButton key={choice.id} {...props} choice={choice} isSmall={shape !== "column"} />
        ))}
      </div>
      {shape === "scale" && !isRow && (
        <p className="mt-1 flex justify-between gap-6 text-[13px] text-muted">
          <span>{first?.label}</span>
          <span className="text-right">{last?.label}</span>
        </p>
      )}
      {apart.length > 0 && (
        <div className="mt-2.5 grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-1.5">
          {apart.map((choice) => (
            <ChoiceButton key={choice.id} {...props} choice={choice} isSmall />
          ))}
        </div>
      )}
    </>
  );
}
