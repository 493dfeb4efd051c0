"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { nameKey } from "@/components/annotate/assign-keys";
import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { skipReasons } from "@/lib/labeling/skip-reasons";
import { said } from "@/lib/languages/say";

const otherKey = String(skipReasons.length + 1);

function OtherReason({ onSkip }: { onSkip: (reason: string) => void }) {
  const say = useSay();
  const [reason, setReason] = useState("");
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onSkip(reason.trim());
      }}
    >
      <TextField
        label={say("Reason")}
        className="flex-1"
        maxLength={300}
        autoFocus
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="submit" tone="primary" disabled={!reason.trim()}>
        {say("Skip the item")}
      </Button>
    </form>
  );
}

type SkipDialogProps = {
  isOpen: boolean;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
  onClose: () => void;
  onSkip: (reason: string) => void;
};

/** Why an item is skipped: one key, or a sentence of one's own. */
export function SkipDialog({ isOpen, hasKeys, onClose, onSkip }: SkipDialogProps) {
  const say = useSay();
  const [isOther, setOther] = useState(false);
  const close = () => {
    setOther(false);
    onClose();
  };
  const skip = (reason: string) => {
    close();
    onSkip(reason);
  };
  const onDigit = useEffectEvent((event: KeyboardEvent) => {
    if (isOther || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = nameKey(event);
    const reason = skipReasons[Number(digit) - 1];
    if (!reason && digit !== otherKey) return;
    event.preventDefault();
    if (reason) skip(reason);
    else setOther(true);
  });
  useEffect(() => {
    if (!isOpen || !hasKeys) return;
    window.addEventListener("keydown", onDigit);
    return () => window.removeEventListener("keydown", onDigit);
  }, [isOpen, hasKeys]);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && close()}
      title={say("Skip this item")}
      description={say("It goes to somebody else and does not come back to you. Why?")}
    >
      <div className="flex flex-col gap-1.5">
        {[...skipReasons, said("Another reason")].map((reason, place) => (
          <Button
            key={reason}
            className="h-auto min-h-11 justify-between text-left text-[15px] font-normal whitespace-normal"
            aria-keyshortcuts={hasKeys ? String(place + 1) : undefined}
            onClick={() => (place < skipReasons.length ? skip(reason) : setOther(true))}
          >
            {say(reason)}
            {hasKeys && (
              <Kbd aria-hidden className="pointer-coarse:hidden">
                {place + 1}
              </Kbd>
            )}
          </Button>
        ))}
        {isOther && <OtherReason onSkip={skip} />}
      </div>
    </Dialog>
  );
}
