import { Fragment } from "react";
import { Kbd } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";

const keys: [string[], string][] = [
  [["1", "–", "9"], "Answer the question in hand, with the key shown at the answer"],
  [["←", "→"], "Another answer; on a pair, A or B"],
  [["↑", "↓"], "Another question (Tab too)"],
  [["Backspace"], "Take the answer back"],
  [["Enter"], "Submit and show the next item"],
  [["N"], "Write in a text box; Esc leaves it, Ctrl Enter submits from it"],
  [["Space"], "Scroll the item; with Shift, back"],
  [["Z"], "The item before; with Shift, forward again; Esc returns to the current one"],
  [["S"], "Skip, with a reason"],
  [["G"], "Guidelines"],
  [["?"], "This list"],
];

/** What the keyboard can do. Held keys do nothing, so that nobody labels by leaning on one. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()} title="Keys">
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 text-sm">
        {keys.map(([names, what]) => (
          <Fragment key={what}>
            <dt className="flex gap-1">
              {names.map((name) => (name === "–" ? <span key={name}>–</span> : <Kbd key={name}>{name}</Kbd>))}
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="mt-5 text-sm text-muted">
        A key held down does nothing, nor does one pressed in the moment an item appears: nobody answers what they have
        not seen.
      </p>
    </Dialog>
  );
}
