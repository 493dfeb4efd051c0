import { candidates } from "@/components/layouts/candidates";
import type { LayoutView } from "@/components/layouts/layout";
import { pair } from "@/components/layouts/pair";
import { single } from "@/components/layouts/single";
import { statements } from "@/components/layouts/statements";
import { transcript } from "@/components/layouts/transcript";
import type { ItemLayout } from "@/lib/layouts/layouts";

/** How every layout looks, under the same names as in lib/layouts. */
const views = {
  SINGLE: single,
  PAIR: pair,
  TRANSCRIPT: transcript,
  CANDIDATES: candidates,
  STATEMENTS: statements,
} satisfies { [L in ItemLayout]: LayoutView };

export const viewOf = ({ layout }: { layout: ItemLayout }): LayoutView => views[layout];
