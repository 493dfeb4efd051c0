import type { ReactNode } from "react";
import type { AssignedItem } from "@/lib/labeling/contract";

export type ItemProps = {
  item: AssignedItem;
  /** Parts that were in view, where only one fits at a time. */
  openedParts: readonly string[];
  onOpenPart: (partId: string) => void;
};

/** How a layout looks: everything that is judged, or judged by. Beside it, or below, stand the questions. */
export type LayoutView = {
  Item: (props: ItemProps) => ReactNode;
  /** Whether its questions need more room than most: candidates with their profiles. */
  hasWideQuestions: boolean;
};
