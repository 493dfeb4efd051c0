import type { ItemLayout } from "@/lib/layouts/layouts";
import type { Protocol } from "@/lib/protocol/schema";

export type Starter = {
  key: "role-identification" | "clinician-safety" | "persona-preference" | "blank";
  name: string;
  /** One sentence: what is asked, of what. */
  summary: string;
  /** The layout of items it is made for; null where it is made for none. */
  layout: ItemLayout | null;
  protocol: Protocol;
};
