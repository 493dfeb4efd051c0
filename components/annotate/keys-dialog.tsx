import { Fragment, useId } from "react";
import { type KeyMode, keyModes } from "@/components/annotate/use-key-mode";
import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { said } from "@/lib/languages/say";

type Line = { names: string[]; what: string; isCharacter?: boolean };

const lines: Line[] = [
  {
    names: ["1", "–", "9"],
    what: said("Answer the question in hand, with the key shown at the answer"),
    isCharacter: true,
  },
  { names: ["↑", "↓", "←", "→"], what: said("Another answer of this question; on a pair ← is A and → is B") },
  { names: ["Space"], what: said("The answer that has the focus; where several may be chosen, in or out") },
  { names: ["Tab"], what: said("The next question; with Shift back, and on to the text") },
  { names: ["Backspace"], what: said("Take the answer back") },
  { names: ["Enter"], what: said("Submit and show the next item") },
  { names: ["N"], what: said("Write in a text box; Esc leaves it, Ctrl Enter submits from it"), isCharacter: true },
  { names: ["Page ↑", "Page ↓"], what: said("Scroll the item; Space and the arrows too while the text has the focus") },
  {
    names: ["Z"],
    what: said("The item before; with Shift, forward again; Esc returns to the current one"),
    isCharacter: true,
  },
  { names: ["S"], what: said("Skip, with a reason"), isCharacter: true },
  { names: ["G"], what: said("Guidelines"), isCharacter: true },
  { names: ["H"], what: said("What you have labeled, to look at or correct"), isCharacter: true },
  { names: ["V"], what: said("The texts as they were written, and back"), isCharacter: true },
  { names: ["?"], what: said("This list"), isCharacter: true },
];

const modeWords: Record<KeyMode, string> = {
  on: said("On"),
  question: said("Only while a question has the focus"),
  off: said("Off: for voice control, or where keys are pressed by accident"),
};

function ModeChoice({ mode, onMode }: { mode: KeyMode; onMode: (mode: KeyMode) => void }) {
  const say = useSay();
  const name = useId();
  return (
    <fieldset className="mt-6 border-t pt-4">
      <legend className="float-left mb-2 w-full text-sm font-medium">{say("Letters, digits and ?")}</legend>
      {keyModes.map((one) => (
        <label key={one} className="clear-both flex min-h-9 items-center gap-2.5 text-sm">
          <input
            type="radio"
            className="size-4 accent-(--accent)"
            name={name}
            checked={mode === one}
            onChange={() => onMode(one)}
          />
          {say(modeWords[one])}
        </label>
      ))}
      <p className="mt-1 text-[13px] text-muted">
        {say("Kept for you on this device. Enter, Escape, Tab, Space and the arrows always work.")}
      </p>
    </fieldset>
  );
}

type KeysDialogProps = { isOpen: boolean; onClose: () => void; mode: KeyMode; onMode: (mode: KeyMode) => void };

/** What the keyboard can do, and whether single characters may. Held keys do nothing: nobody labels by leaning on one. */
export function KeysDialog({ isOpen, onClose, mode, onMode }: KeysDialogProps) {
  const say = useSay();
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()} title={say("Keys")}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 text-sm">
        {lines.map(({ names, what, isCharacter }) => {
          const isOff = isCharacter && mode === "off";
          return (
            <Fragment key={what}>
              <dt className="flex gap-1">
                {names.map((name) => (name === "–" ? <span key={name}>–</span> : <Kbd key={name}>{name}</Kbd>))}
              </dt>
              <dd className={isOff ? "text-muted" : undefined}>
                {isOff ? say("{what} (off)", { what: say(what) }) : say(what)}
              </dd>
            </Fragment>
          );
        })}
      </dl>
      <ModeChoice mode={mode} onMode={onMode} />
      <p className="mt-5 text-sm text-muted">
        {say(
          "A key held down does nothing, nor does a key or a press in the moment an item appears: nobody answers what they have not seen. Where the sides of a pair are tabs, each counts as read once it was in view for a second.",
        )}
      </p>
    </Dialog>
  );
}
