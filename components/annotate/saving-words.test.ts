import { expect, test } from "vitest";
import { startingState } from "@/components/annotate/labeling-state";
import { emptyOutbox, type Outbox, type OutboxEntry } from "@/components/annotate/outbox";
import { describeSaving } from "@/components/annotate/saving-words";

const waiting = { refusal: null } as OutboxEntry;
const refused = { refusal: { reason: "answers", error: "" } } as OutboxEntry;
const conflict = { refusal: { reason: "conflict", error: "" } } as OutboxEntry;
const word = (outbox: Partial<Outbox>, given: Partial<typeof startingState> = {}) =>
  describeSaving({ ...startingState, outbox: { ...emptyOutbox, ...outbox }, ...given }).text;

test.each([
  ["nothing is under way", word({}), "Saved"],
  ["a label is under way", word({ entries: [waiting] }), "Saving"],
  ["an answer is being given", word({}, { draft: "saving" }), "Saving"],
  [
    "the server cannot be reached",
    word({ entries: [waiting, waiting, waiting], isCutOff: true }),
    "Offline, 3 waiting",
  ],
  [
    "the database does not answer",
    word({ entries: [waiting], isCutOff: true, because: "Down." }),
    "Not stored yet, 1 waiting",
  ],
  ["the server fails at a label", word({ entries: [waiting], isFailing: true }), "Not stored yet, 1 waiting"],
  ["the server does not keep the draft", word({}, { draft: "refused" }), "On this device only"],
  ["only the draft could not be saved", word({}, { draft: "kept" }), "Offline"],
  ["the session ended", word({ entries: [waiting], hold: "signed-out" }), "Signed out, 1 waiting"],
  ["the person has withdrawn", word({ hold: "withdrawn" }), "Ended"],
  ["an item was answered twice", word({ entries: [conflict] }), "1 answer to decide"],
  ["the server said no", word({ entries: [refused] }), "1 answer was not taken"],
  ["the browser keeps nothing", word({ entries: [waiting] }, { isKept: false }), "Not saved yet, 1 waiting"],
])("when %s it is said in a word", (_, text, expected) => {
  expect(text).toBe(expected);
});
