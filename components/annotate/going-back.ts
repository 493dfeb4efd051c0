import type { earlierItems } from "@/components/annotate/earlier-items";
import { isChanged, type Judging } from "@/components/annotate/judging";
import type { LabelingState } from "@/components/annotate/labeling-state";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { lockedByClosing } from "@/lib/labeling/show/empty-messages";

export const unsaved = "Save the change (Enter) or leave it (Esc) first.";

const notes = {
  unsaved,
  fetching: "Fetching the earlier item",
  none: "This is the first item you labeled.",
  gone: "The earlier item is not there any more.",
  unreached: "The earlier item cannot be fetched: the server is not reached.",
  failing: "The earlier item cannot be fetched: the server has a fault. Go back again in a minute.",
  "signed-out": "Earlier items are shown once you are signed in again.",
};

const lockedElsewhere = "To change it, label here instead: another tab has this study.";

/** What was labeled in this page is shown from memory, where it could still be changed. */
function findLock({ locked }: Judging, { empty, phase }: LabelingState): string | null {
  if (locked) return locked;
  if (empty?.reason === "study-closed") return lockedByClosing;
  return phase === "elsewhere" ? lockedElsewhere : null;
}

type Given = { store: LabelingStore; earlier: ReturnType<typeof earlierItems>; onShown: () => void };

/** The way back over what this person has labeled, and the way forward again. */
export function goingBack({ store: { getState, dispatch }, earlier, onShown }: Given) {
  let isUnderWay = false;
  const note = (text: string | null) => dispatch({ type: "note", note: text });

  function closeReview() {
    dispatch({ type: "reviewClosed" });
    note(null);
    onShown();
  }

  /** Back by so many items, or forward where it is less than 0. */
  async function goBack(steps: number) {
    const { review, depth } = getState();
    if (review && isChanged(review)) return note(notes.unsaved);
    if (depth + steps <= 0) return closeReview();
    if (isUnderWay) return;
    isUnderWay = true;
    note(notes.fetching);
    const found = await earlier.find(depth + steps);
    isUnderWay = false;
    const now = getState();
    if (now.review && isChanged(now.review)) return note(notes.unsaved);
    // Somebody has left it, or gone elsewhere, meanwhile.
    if (now.depth !== depth || (now.review === null) !== (review === null)) return note(null);
    if (typeof found === "string") return note(notes[found]);
    dispatch({ type: "review", review: { ...found, locked: findLock(found, getState()) }, depth: depth + steps });
    onShown();
  }

  return {
    goBack,
    closeReview,
    /** To the item that is so many back. */
    goTo: (target: number) => (target === getState().depth ? Promise.resolve() : goBack(target - getState().depth)),
  };
}
