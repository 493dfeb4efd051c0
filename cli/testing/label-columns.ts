import type { Columns } from "../label-files/read-agreement-file";

/** A label a row, in columns of the usual names. */
export const longColumns: Columns & { layout: "long" } = {
  layout: "long",
  unit: "unit",
  rater: "rater",
  value: "value",
  by: null,
  cluster: null,
  isNamed: false,
  question: null,
};

/** A unit a row, a rater a column. */
export const wideColumns: Columns & { layout: "wide" } = {
  layout: "wide",
  unit: "unit",
  raters: null,
  by: null,
  cluster: null,
};
