"use client";

import { type ComponentProps, useState } from "react";
import { TextField } from "@/components/ui/field";

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
