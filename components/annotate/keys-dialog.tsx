import { Fragment, useId } from "react";
import { type KeyMode, keyModes } from "@/components/annotate/use-key-mode";
import { Kbd } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";

type Line = { names: string[]; what: string; isCharacter?: boolean };

const lines: Line[] = [
  {
    names: ["1", "–", "9"],
    what: "Answer the question in hand, with the key shown at the answer",
    isCharacter: true,
  },
  { names: ["↑", "↓", "←", "→"], what: "Another answer of this question; on a pair ← is A and → is B" },
  { names: ["Space"], what: "The answer that has the focus; where several may be chosen, in or out" },
  { names: ["Tab"], what: "The next question; with Shift back, and on to the text" },
  { names: ["Backspace"], what: "Take the answer back" },
  { names: ["Enter"], what: "Submit and show the next item" },
  { names: ["N"], what: "Write in a text box; Esc leaves it, Ctrl Enter submits from it", isCharacter: true },
  { names: ["Page ↑", "Page ↓"], what: "Scroll the item; Space and the arrows too while the text has the focus" },
  {
    names: ["Z"],
    what: "The item before; with Shift, forward again; Esc returns to the current one",
    isCharacter: true,
  },
  { names: ["S"], what: "Skip, with a reason", isCharacter: true },
  { names: ["G"], what: "Guidelines", isCharacter: true },
  { names: ["H"], what: "What you have labeled, to look at or correct", isCharacter: true },
  { names: ["V"], what: "The texts as they were written, and back", isCharacter: true },
  { names: ["?"], what: "This list", isCharacter: true },
];

const modeWords: Record<KeyMode, string> = {
  on: "On",
  question: "Only while a question has the focus",
  off: "Off: for voice control, or where keys are pressed by accident",
};

function ModeChoice({ mode, onMode }: { mode: KeyMode; onMode: (mode: KeyMode) => void }) {
  const name = useId();
  return (
    <fieldset className="mt-6 border-t pt-4">
      <legend className="float-left mb-2 w-full text-sm font-medium">Letters, digits and ?</legend>
      {keyModes.map((one) => (
        <label key={one} className="clear-both flex min-h-9 items-center gap-2.5 text-sm">
          <input
            type="radio"
            className="size-4 accent-(--accent)"
            name={name}
            checked={mode === one}
            onChange={() => onMode(one)}
          />
          {modeWords[one]}
        </label>
      ))}
      <p className="mt-1 text-[13px] text-muted">
        Kept for you on this device. Enter, Escape, Tab, Space and the arrows always work.
      </p>
    </fieldset>
  );
}

type KeysDialogProps = { isOpen: boolean; onClose: () => void; mode: KeyMode; onMode: (mode: KeyMode) => void };

/** What the keyboard can do, and whether single characters may. Held keys do nothing: nobody labels by leaning on one. */
export function KeysDialog({ isOpen, onClose, mode, onMode }: KeysDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()} title="Keys">
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 text-sm">
        {lines.map(({ names, what, isCharacter }) => {
          const isOff = isCharacter && mode === "off";
          return (
            <Fragment key={what}>
              <dt className="flex gap-1">
                {names.map((name) => (name === "–" ? <span key={name}>–</span> : <Kbd key={name}>{name}</Kbd>))}
              </dt>
              <dd className={isOff ? "text-muted" : undefined}>{isOff ? `${what} (off)` : what}</dd>
            </Fragment>
          );
        })}
      </dl>
      <ModeChoice mode={mode} onMode={onMode} />
      <p className="mt-5 text-sm text-muted">
        A key held down does nothing, nor does a key or a press in the moment an item appears: nobody answers what they
        have not seen. Where the sides of a pair are tabs, each counts as read once it was in view for a second.
      </p>
    </Dialog>
  );
}
