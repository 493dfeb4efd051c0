"use client";

import { type ComponentProps, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { readTypedNumber } from "@/lib/text/typed-number";

/** How everything looks that an answer is written in. */
export const writtenBox =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-[15px] pointer-coarse:text-base text-ink placeholder:text-muted aria-invalid:border-danger read-only:bg-sunken";

type DecimalBoxProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: number | null;
  /** Null, with what is written, where that is no number. */
  onValue: (value: number | null, text: string) => void;
  isWhole?: boolean;
  /** Stands behind the number. */
  unit: string;
  /** Some phones have no minus on their keys for decimal numbers. */
  hasMinus?: boolean;
};

/** A number, typed. No slider: its handle would stand somewhere before the rater has said anything. */
export function DecimalBox({
  value,
  onValue,
  unit,
  hasMinus = false,
  isWhole = false,
  className,
  ...props
}: DecimalBoxProps) {
  const [text, setText] = useState("");
  // A value that came from elsewhere (a draft, another item) wins over what was typed.
  const shown = readTypedNumber(text, isWhole) === value ? text : (value?.toString() ?? "");
  return (
    <span className={classNames("relative block shrink-0", className)}>
      <input
        type="text"
        inputMode={hasMinus ? "text" : "decimal"}
        autoComplete="off"
        className={classNames(writtenBox, "h-11 text-right tabular-nums")}
        style={unit === "" ? undefined : { paddingRight: `calc(${unit.length}ch + 1.25rem)` }}
        {...props}
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onValue(readTypedNumber(target.value, isWhole), target.value.trim());
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
