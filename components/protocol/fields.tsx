"use client";

import { type ComponentProps, useState } from "react";
import { TextField } from "@/components/ui/field";
import { readTypedNumber } from "@/lib/text/typed-number";

type IntegerFieldProps = Omit<ComponentProps<typeof TextField>, "value" | "onChange"> & {
  value: number;
  onChange: (value: number) => void;
};

/** A whole number. What is no number yet ("-", nothing) stays in the field and is said there. */
export function IntegerField({ value, onChange, error, ...props }: IntegerFieldProps) {
  const [text, setText] = useState(String(value));
  const isWhole = /^-?\d{1,6}$/.test(text.trim());
  // A value that changed from outside wins over what was typed.
  const shown = isWhole && Number(text) !== value ? String(value) : text;
  return (
    <TextField
      {...props}
      inputMode="numeric"
      error={isWhole ? error : "Write a whole number"}
      value={shown}
      onChange={({ target }) => {
        setText(target.value);
        if (/^-?\d{1,6}$/.test(target.value.trim())) onChange(Number(target.value));
      }}
    />
  );
}

type DecimalFieldProps = Omit<ComponentProps<typeof TextField>, "value" | "onChange"> & {
  value: number | null;
  /** Whether it may be left empty, which is null. */
  isOptional?: boolean;
  onNumber: (value: number | null) => void;
};

/** A number with or without a fraction. What is no number yet stays in the field and is said there. */
export function DecimalField({ value, isOptional = false, onNumber, error, ...props }: DecimalFieldProps) {
  const [text, setText] = useState(value === null ? "" : String(value));
  const isRead = (typed: string) => (isOptional && typed.trim() === "") || readTypedNumber(typed) !== null;
  const isNumber = isRead(text);
  // A value that changed from outside wins over what was typed.
  const shown = isNumber && readTypedNumber(text) !== value ? (value?.toString() ?? "") : text;
  return (
    <TextField
      {...props}
      error={isNumber ? error : "Write a number"}
      value={shown}
      onChange={({ target }) => {
        setText(target.value);
        if (isRead(target.value)) onNumber(readTypedNumber(target.value));
      }}
    />
  );
}

type IconButtonProps = ComponentProps<"button"> & { label: string };

/** A small button that is only a picture; its name is said and shown on hover. */
export function IconButton({ label, className = "", ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`flex size-8 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken hover:text-ink disabled:opacity-30 [&_svg]:size-4 ${className}`}
      {...props}
    />
  );
}
