import { type LabelingEvent, type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { reduceLabeling } from "@/components/annotate/reduce-labeling";

export type LabelingStore = {
  getState(): LabelingState;
  dispatch(event: LabelingEvent): void;
  /** Returns the way to unsubscribe. */
  subscribe(listener: () => void): () => void;
};

/** Holds the state of one labeling page outside React, so that what saves labels does not depend on what is drawn. */
export function labelingStore(): LabelingStore {
  let state = startingState;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch(event) {
      const next = reduceLabeling(state, event);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
