"use client";

import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

type CopyFieldProps = { label: string; value: string; hint?: string };

/** Text to take elsewhere, such as a link that is shown once: selected by a click, copied by the button. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const id = useId();
  const [copied, setCopied] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isCopied = copied === value;
  const copy = async () => {
    // An address without https has no clipboard: there the text is selected, for the keys to copy.
    if (!navigator.clipboard) return input.current?.focus();
    await navigator.clipboard.writeText(value);
    setCopied(value);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="h-10 w-full min-w-0 rounded-md border border-line-strong bg-sunken px-3 font-mono text-[13px] text-ink"
        />
        <Button onClick={copy}>
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {isCopied ? "Copied" : "Copy"}
        </Button>
      </div>
      {hint && <p className="text-[13px] text-muted">{hint}</p>}
      <span role="status" className="sr-only">
        {isCopied && `${label} copied`}
      </span>
    </div>
  );
}
