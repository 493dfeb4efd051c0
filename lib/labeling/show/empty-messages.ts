import type { EmptyQueue, EmptyReason } from "@/lib/labeling/contract";

/** What a person is told when nothing more comes. The page adds the time. */
const messages: Record<EmptyReason, string> = {
  "study-draft": "It is being prepared and not open for labeling yet.",
  "study-paused": "Whoever runs it has stopped the labeling for now. Nothing you gave is lost.",
  "study-closed": "Labeling has ended, and no further item comes.",
  "rater-paused": "Whoever runs the study gives you no further items for now. Ask the person who invited you.",
  "rater-checked":
    "Several of your answers differ from those that are known for some items, so your labeling rests until somebody who runs the study has looked at it with you. Nothing you gave is lost or rejected. Ask the person who invited you.",
  "test-open": "The next item comes when the one on your screen is answered.",
  "test-again":
    "The test was not passed this time. That happens, and you may take it again when you are ready. Reading the guidelines once more helps.",
  "test-wait":
    "The test was not passed this time. That happens, and you may take it again later. Reading the guidelines once more helps.",
  "test-failed":
    "The test was not passed, and no further try is planned. Whoever runs the study sees your answers and may let you try again or go on: ask the person who invited you. Thank you for your time.",
  "no-protocol": "The questions of this study are not published yet.",
  "nothing-loaded": "There is nothing to label in this study yet.",
  quota: "You have labeled as many items as agreed. Thank you.",
  "day-limit": "You have been given as many items as anybody may have in this study within 24 hours. Take a rest.",
  "all-done": "You have been through every item. Thank you.",
  "all-full": "Every other item has the labels it needs. Thank you.",
  "all-capped":
    "You have judged as many answers to each question as one person may in this study: the rest is for others. Thank you.",
  "for-others": "You have been through every item that waits for you. Thank you.",
  "not-asked":
    "Items go to certain people or groups, and you are not among them. Ask the person who invited you which group you belong to.",
  reserved: "The items that are left are with other people right now. One may come free when their time runs out.",
};

type Explained = { reason: EmptyReason; until?: Date | null; tally?: string[] };

/** Why nothing more comes, as it is told to a rater. */
export const explainEmpty = ({ reason, until = null, tally = [] }: Explained): EmptyQueue => ({
  reason,
  message: messages[reason],
  until: until?.toISOString() ?? null,
  tally,
});

/** What is told of an earlier answer once the study is closed. */
export const lockedByClosing = "The study is closed: answers stay as they are.";
