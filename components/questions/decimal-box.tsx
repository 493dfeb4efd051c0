"use client";

import { type ComponentProps, useState } from "react";
import { classNames } from "@/components/ui/class-names";

/** How everything looks that an answer is written in. */
export const writtenBox =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-[15px] text-ink placeholder:text-muted aria-invalid:border-danger read-only:bg-sunken";

/** "72,5" and "-72.5" are numbers; what is none yet ("7.", nothing) is null. */
const readNumber = (text: string) =>
  /^\s*[-−]?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".").replace("−", "-")) : null;

type DecimalBoxProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: number | null;
  onValue: (value: number | null) => void;
  /** Stands behind the number. */
  unit: string;
};

/** A number, typed. No slider: its handle would stand somewhere before the rater has said anything. */
export function DecimalBox({ value, onValue, unit, className, ...props }: DecimalBoxProps) {
  const [text, setText] = useState("");
  // A value that came from elsewhere (a draft, another item) wins over what was typed.
  const shown = readNumber(text) === value ? text : (value?.toString() ?? "");
  return (
    <span className={classNames("relative block shrink-0", className)}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className={classNames(writtenBox, "h-11 text-right tabular-nums", unit !== "" && "pr-7")}
        {...props}
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onValue(readNumber(target.value));
        }}
      />
      {unit !== "" && (
        <span aria-hidden className="absolute top-1/2 right-3 -translate-y-1/2 text-sm text-muted">
          {unit}
        </span>
      )}
    </span>
  );
}
