import type { Layout } from "@/lib/generated/prisma/enums";
import type { Protocol } from "@/lib/protocol/schema";

export type Starter = {
  key: "role-identification" | "clinician-safety" | "persona-preference";
  name: string;
  /** One sentence: what is asked, of what. */
  summary: string;
  /** The layout of items it is made for. */
  layout: Layout;
  protocol: Protocol;
};
