/** How a text stands on screen: with its marks set as type, or each sign as it was written. */
export type TextView = "marked-up" | "as-written";
