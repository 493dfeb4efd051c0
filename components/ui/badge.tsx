import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

const tones = {
  plain: "bg-sunken text-ink",
  accent: "bg-accent-soft text-ink",
  attention: "bg-attention-soft text-ink",
  danger: "bg-danger-soft text-ink",
};

/** A word about a thing: its state, its role, "simulated". */
export function Badge({ tone = "plain", className, ...props }: ComponentProps<"span"> & { tone?: keyof typeof tones }) {
  return (
    <span
      className={classNames(
        "inline-flex shrink-0 items-center gap-1 rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap",
        tones[tone],
        className,
      )}
      {...props}
    />
  );
}

/** A key of the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-5 min-w-5 items-center justify-center rounded border border-line-strong bg-surface px-1 font-sans text-[11px] font-medium text-muted",
        className,
      )}
      {...props}
    />
  );
}
