import type { EmptyQueue, EmptyReason } from "@/lib/annotate/contract";

/** What a person is told when nothing more comes. The page adds the time. */
const messages: Record<EmptyReason, string> = {
  "study-draft": "This study is being prepared and has not been opened for labeling.",
  "study-paused": "This study is paused. What you have labeled is saved.",
  "study-closed": "This study is closed. What you have labeled is saved.",
  "rater-paused": "You are paused in this study. Ask the person who invited you.",
  "no-protocol": "The questions of this study are not published yet.",
  "nothing-loaded": "There is nothing to label in this study yet.",
  quota: "You have labeled as many items as agreed. Thank you.",
  "all-done": "You have been through every item. Thank you.",
  "all-full": "Every other item has the labels it needs. Thank you.",
  reserved: "The items that are left are with other people right now. One may come free when their time runs out.",
};

type Explained = { reason: EmptyReason; until?: Date | null; tally?: string[] };

/** Why nothing more comes, as it is told to a rater. */
export const explainEmpty = ({ reason, until = null, tally = [] }: Explained): EmptyQueue => ({
  ...{ reason, message: messages[reason], until: until?.toISOString() ?? null, tally },
});
