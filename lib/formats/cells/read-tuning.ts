import { cellText } from "@/lib/text/rows/cell-text";

/** What a column says of an item on which the prompt of a judge was tuned, and of one that was held out. */
const forTuning = [
  ...["dev", "development", "tune", "tuning", "train", "training", "validation", "valid", "val", "few-shot"],
  ...["yes", "true", "1", "y", "x"],
];
const heldOut = [
  ...["test", "testing", "eval", "evaluation", "held-out", "heldout", "holdout", "hold-out", "held_out"],
  ...["no", "false", "0", "n", ""],
];

/** Whether an item served for tuning; null for a word that says neither. */
export function readTuning(cell: unknown): boolean | null {
  const word = cellText(cell).trim().toLowerCase();
  if (heldOut.includes(word)) return false;
  return forTuning.includes(word) ? true : null;
}

export const explainTuning = (cell: unknown): string =>
  `"${cellText(cell).slice(0, 60)}" does not say whether the item was used to tune a judge's prompt: write dev, train, validation or yes, and test, eval or no; or use the column as a factor`;
