import { z } from "zod";
import { explainOpenItems } from "@/lib/labeling/claim/explain-open-items";
import { isAnyOpen } from "@/lib/labeling/claim/open-items";
import type { Standing } from "@/lib/labeling/policies/policy";

const settings = z.object({});
export type NoSettings = z.output<typeof settings>;

/** What walks over all items have in common: they count toward k, are set by nothing, and end when no item is open. */
export const wholeWalk = {
  purpose: "PRIMARY",
  countsTowardK: true,
  givesAll: true,
  settings,
  fields: [],
  isLeft: (client: Parameters<typeof isAnyOpen>[0], { seat }: Standing<NoSettings>) => isAnyOpen(client, seat),
  explainEmpty: ({ seat }: Standing<NoSettings>) => explainOpenItems(seat),
} as const;
