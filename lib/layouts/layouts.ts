import { candidates } from "@/lib/layouts/candidates";
import type { Layout } from "@/lib/layouts/layout";
import { pair } from "@/lib/layouts/pair";
import { single } from "@/lib/layouts/single";
import { statements } from "@/lib/layouts/statements";
import { transcript } from "@/lib/layouts/transcript";
import type { Need } from "@/lib/questions/kind";

/** Every layout, under the name that items, files and the database have it by. */
const list = {
  SINGLE: single,
  PAIR: pair,
  TRANSCRIPT: transcript,
  CANDIDATES: candidates,
  STATEMENTS: statements,
};

export type ItemLayout = keyof typeof list;

export const layouts = list satisfies { [L in ItemLayout]: Layout };

export const itemLayouts = Object.keys(layouts) as ItemLayout[];

const isLayout = (name: string): name is ItemLayout => Object.hasOwn(layouts, name);

/**
 * The layout of an item, by which alone the rest of the house knows how it is set out. Throws for a name that this version
 * does not know: set out in another way, the item would be answered in another way.
 */
export function layoutOf({ layout }: { layout: string }): Layout {
  if (!isLayout(layout)) throw new RangeError(`layoutOf: this version knows no layout "${layout}"`);
  return layouts[layout];
}

/** The layouts whose items have what a question needs. */
export const layoutsOffering = (need: Need): ItemLayout[] =>
  itemLayouts.filter((layout) => layouts[layout].offers.includes(need));

/** The layouts whose gold answers name one of two sides, or a candidate. */
export const layoutsNaming = (gold: NonNullable<Layout["goldNames"]>): ItemLayout[] =>
  itemLayouts.filter((layout) => layouts[layout].goldNames === gold);

/** For SQL: the names as a list of texts. */
export const quoted = (names: readonly ItemLayout[]): string => names.map((name) => `'${name}'`).join(", ");

/** Where a layout stands in the list. */
export const placeOfLayout = ({ layout }: { layout: string }): number =>
  (itemLayouts as readonly string[]).indexOf(layout);
