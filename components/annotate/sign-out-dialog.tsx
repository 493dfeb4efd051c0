"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { countOf } from "@/lib/format-number";

type SignOutDialogProps = {
  /** Not stored yet; null while nobody asked to sign out. */
  count: number | null;
  isSending: boolean;
  onSend: () => void;
  onDiscard: () => void;
  onStay: () => void;
};

/** Before signing out with labels that are not stored: send them, discard them, or stay. */
export function SignOutDialog({ count, isSending, onSend, onDiscard, onStay }: SignOutDialogProps) {
  const number = count ?? 0;
  return (
    <Dialog
      open={count !== null}
      onOpenChange={(isOpen) => !isOpen && onStay()}
      title={`${countOf(number, "label")} ${number === 1 ? "is" : "are"} not stored yet`}
      description={`${number === 1 ? "It waits" : "They wait"} on this device. Signing out takes everything of yours off it.`}
    >
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" disabled={isSending} onClick={onSend}>
          {isSending ? "Sending" : "Send and sign out"}
        </Button>
        <Button tone="danger" onClick={onDiscard}>
          Sign out and discard {countOf(number, "label")}
        </Button>
        <Button tone="quiet" onClick={onStay}>
          Stay signed in
        </Button>
      </div>
    </Dialog>
  );
}
