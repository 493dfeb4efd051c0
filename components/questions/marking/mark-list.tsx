"use client";

import { Minus, Plus, Trash2 } from "lucide-react";
import { extend, quoteOf } from "@/components/questions/marking/places";
import type { PlacingState, SetMark } from "@/components/questions/marking/use-placing";
import { classNames } from "@/components/ui/class-names";
import { type Marking, nameMark } from "@/lib/questions/marking";

type MarkListProps = { marking: Marking; state: PlacingState; isLocked: boolean };

const iconButton =
  "flex size-11 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken [&_svg]:size-4";

function MarkRow({ mark, marking, state, isLocked }: MarkListProps & { mark: SetMark }) {
  const { texts, held, select, reshape, remove } = state;
  const isHeld = held?.target === mark.target;
  const { value, severity } = mark.answer;
  const name = nameMark(marking, String(value ?? ""), severity ?? null);
  const lacksSeverity = marking.severities.length > 0 && severity === undefined;
  return (
    <li className={classNames("flex items-center gap-1 rounded-md border pl-3", isHeld && "border-accent")}>
      <button
        type="button"
        className="min-w-0 flex-1 py-2 text-left text-sm leading-snug"
        onClick={() => select(mark.place)}
      >
        <span className="font-medium">{name}</span>
        {lacksSeverity && <span className="text-danger"> (how severe?)</span>}
        <bdi className="line-clamp-2 text-muted">
          {texts.length > 1 && `${texts[mark.place.text]?.name ?? ""}: `}“{quoteOf(texts, mark.place)}”
        </bdi>
      </button>
      {isHeld && marking.of === "words" && !isLocked && (
        <>
          <button
            type="button"
            aria-label="One word less"
            className={iconButton}
            onClick={() => reshape(extend(texts, mark.place, "to", -1))}
          >
            <Minus aria-hidden />
          </button>
          <button
            type="button"
            aria-label="One word more"
            className={iconButton}
            onClick={() => reshape(extend(texts, mark.place, "to", 1))}
          >
            <Plus aria-hidden />
          </button>
        </>
      )}
      {!isLocked && (
        <button
          type="button"
          aria-label={`Delete the mark ${name}`}
          className={iconButton}
          onClick={() => remove(mark)}
        >
          <Trash2 aria-hidden />
        </button>
      )}
    </li>
  );
}

/** What is marked so far, in the order of the text. */
export const MarkList = (props: MarkListProps) =>
  props.state.set.length > 0 && (
    <ul aria-label="Marks" className="flex flex-col gap-1.5">
      {props.state.set.map((mark) => (
        <MarkRow key={mark.target} {...props} mark={mark} />
      ))}
    </ul>
  );
