"use client";

import { ConflictDialog } from "@/components/annotate/conflict-dialog";
import { HistoryDialog } from "@/components/annotate/history-dialog";
import { KeysDialog } from "@/components/annotate/keys-dialog";
import type { LabelingSession } from "@/components/annotate/labeling-session";
import { type LabelingState, onScreen } from "@/components/annotate/labeling-state";
import { LookDialog } from "@/components/annotate/look-dialog";
import { findConflict, listRefused } from "@/components/annotate/outbox";
import { PersonaCard } from "@/components/annotate/persona-card";
import { SavingDialog } from "@/components/annotate/saving-dialog";
import type { SavingWords } from "@/components/annotate/saving-words";
import { SkipDialog } from "@/components/annotate/skip-dialog";
import { TextViewContext } from "@/components/annotate/text-view-context";
import type { KeyMode } from "@/components/annotate/use-key-mode";
import type { OwnLook } from "@/components/annotate/use-own-look";
import { useSay } from "@/components/language/speak";
import { Dialog } from "@/components/ui/dialog";
import { Markdown } from "@/components/ui/markdown";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";

export type LabelingDialog = "conflict" | "guidelines" | "history" | "keys" | "look" | "skip" | "saving" | "reveal";

type LabelingDialogsProps = {
  dialog: LabelingDialog | null;
  onClose: () => void;
  guidelines: MarkdownTree;
  saving: SavingWords;
  session: LabelingSession;
  state: LabelingState;
  keyMode: KeyMode;
  onKeyMode: (mode: KeyMode) => void;
  look: OwnLook;
  onLook: (change: Partial<OwnLook>) => void;
};

/** Everything that can lie over the item, one at a time. */
export function LabelingDialogs(props: LabelingDialogsProps) {
  const say = useSay();
  const { dialog, onClose, guidelines, saving, session, state, keyMode, onKeyMode, look, onLook } = props;
  const view = onScreen(state)?.views.at(-1) ?? state.view;
  const onOpenChange = (isOpen: boolean) => !isOpen && onClose();
  return (
    <>
      <Dialog open={dialog === "guidelines"} onOpenChange={onOpenChange} title={say("Guidelines")} side>
        {guidelines.length > 0 ? <Markdown tree={guidelines} /> : <p>{say("This study has no written guidelines.")}</p>}
      </Dialog>
      <ConflictDialog
        entry={dialog === "conflict" ? findConflict(state.outbox) : null}
        session={session}
        onClose={onClose}
      />
      <KeysDialog isOpen={dialog === "keys"} onClose={onClose} mode={keyMode} onMode={onKeyMode} />
      <LookDialog isOpen={dialog === "look"} onClose={onClose} look={look} onChange={onLook} />
      <HistoryDialog
        isOpen={dialog === "history"}
        onClose={onClose}
        fetchList={session.listEarlier}
        onOpen={(depth) => {
          onClose();
          void session.goTo(depth);
        }}
      />
      <SkipDialog isOpen={dialog === "skip"} hasKeys={keyMode !== "off"} onClose={onClose} onSkip={session.skip} />
      <SavingDialog
        isOpen={dialog === "saving"}
        onClose={onClose}
        saving={saving}
        refused={listRefused(state.outbox)}
        isSignedOut={state.outbox.hold !== null}
        onTryNow={() => {
          session.resume();
          onClose();
        }}
        onMend={(entry) => {
          void session.mend(entry);
          onClose();
        }}
        onSendAgain={session.sendAgain}
        onDiscard={session.discard}
      />
      <Dialog open={dialog === "reveal"} onOpenChange={onOpenChange} title={say("The persona of the last response")}>
        {state.reveal && (
          <TextViewContext value={view}>
            <PersonaCard persona={state.reveal} />
          </TextViewContext>
        )}
      </Dialog>
    </>
  );
}
