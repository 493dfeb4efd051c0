"use client";

import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

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
  const say = useSay();
  const number = { count: count ?? 0 };
  return (
    <Dialog
      open={count !== null}
      onOpenChange={(isOpen) => !isOpen && onStay()}
      title={say("{count, plural, one {# label is} other {# labels are}} not stored yet", number)}
      description={say(
        "{count, plural, one {It waits} other {They wait}} on this device. Signing out takes everything of yours off it.",
        number,
      )}
    >
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" disabled={isSending} onClick={onSend}>
          {isSending ? say("Sending") : say("Send and sign out")}
        </Button>
        <Button tone="danger" onClick={onDiscard}>
          {say("Sign out and discard {count, plural, one {# label} other {# labels}}", number)}
        </Button>
        <Button tone="quiet" onClick={onStay}>
          {say("Stay signed in")}
        </Button>
      </div>
    </Dialog>
  );
}
