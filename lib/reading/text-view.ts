/** How a text stands on screen: with its marks set as type, or each sign as it was written. */
export type TextView = "marked-up" | "as-written";

/** What is kept with a judgment: the view it was given in, or that both were looked at. */
export const usedViews = ["marked-up", "as-written", "both"] as const;
export type UsedView = (typeof usedViews)[number];

type HasStyle = { textStyle: "MARKDOWN" | "PLAIN" };

/** A protocol of plain texts has no other view. */
export const viewUnder = ({ textStyle }: HasStyle, wished: TextView): TextView =>
  textStyle === "PLAIN" ? "as-written" : wished;

export const otherView = (view: TextView): TextView => (view === "marked-up" ? "as-written" : "marked-up");

/** In which view, or views, somebody read. */
export const nameUsedViews = ([first, ...others]: readonly TextView[]): UsedView | undefined =>
  others.some((view) => view !== first) ? "both" : first;
