import type { OutboxEntry } from "@/components/annotate/outbox";
import type { SavingWords } from "@/components/annotate/saving-words";
import { useSay } from "@/components/language/speak";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AnnotateError } from "@/lib/labeling/contract";
import { languages } from "@/lib/languages/languages";

type SavingDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  saving: SavingWords;
  refused: readonly OutboxEntry[];
  isSignedOut: boolean;
  onTryNow: () => void;
  onMend: (entry: OutboxEntry) => void;
  onSendAgain: (entry: OutboxEntry) => void;
  onDiscard: (entry: OutboxEntry) => void;
};

const timeOf = ({ createdAt }: OutboxEntry, tag: string) =>
  new Date(createdAt).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });

/** Sent as they are they would be refused for ever. */
const isMendable = ({ reason }: AnnotateError) => reason === "answers" || reason === "too-large";

/** What is not saved yet and what can be done about it; nothing here is lost until the person discards it. */
export function SavingDialog({
  isOpen,
  onClose,
  saving,
  refused,
  isSignedOut,
  onTryNow,
  onMend,
  onSendAgain,
  onDiscard,
}: SavingDialogProps) {
  const say = useSay();
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={say.retell(saving.text)}
      description={saving.detail && say.retell(saving.detail)}
    >
      <ul className="flex flex-col gap-6">
        {refused.map((entry) => (
          <li key={entry.key} className="flex flex-col gap-2 text-sm">
            <p className="text-muted">{say("Answered {when}", { when: timeOf(entry, languages[say.language].tag) })}</p>
            <p>{entry.refusal && say.retell(entry.refusal.error)}</p>
            <div className="flex flex-wrap gap-2">
              {entry.refusal && isMendable(entry.refusal) ? (
                <Button tone="primary" onClick={() => onMend(entry)}>
                  {say("Mend the answer")}
                </Button>
              ) : (
                <Button onClick={() => onSendAgain(entry)}>{say("Send again")}</Button>
              )}
              <Button tone="danger" onClick={() => onDiscard(entry)}>
                {say("Discard this answer")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {saving.detail && (
        <div className="mt-2 flex gap-2">
          {isSignedOut && (
            <ButtonAnchor tone="primary" href="/sign-in" target="_blank" rel="noreferrer">
              {say("Sign in, in another tab")}
            </ButtonAnchor>
          )}
          <Button onClick={onTryNow}>{say("Try now")}</Button>
        </div>
      )}
    </Dialog>
  );
}
