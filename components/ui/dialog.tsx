"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useSay } from "@/components/language/speak";
import { classNames } from "@/components/ui/class-names";

type DialogProps = {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A panel at the right edge instead of the middle: for guidelines beside the work. */
  side?: boolean;
};

/** A modal with a title; Escape and the cross close it, focus returns where it was. */
export function Dialog({ title, description, children, trigger, open, onOpenChange, side }: DialogProps) {
  const say = useSay();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          aria-describedby={description ? undefined : ""}
          className={classNames(
            "fixed z-50 overflow-y-auto bg-surface p-6 text-ink",
            side
              ? "inset-y-0 right-0 w-full max-w-xl border-l"
              : "top-1/2 left-1/2 max-h-[88dvh] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 rounded-lg border",
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close aria-label={say("Close")} className="rounded p-1 text-muted hover:bg-sunken">
              <X className="size-4" aria-hidden />
            </Radix.Close>
          </div>
          {description && <Radix.Description className="mb-4 text-sm text-muted">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
