/** Files that only show in a browser, with the test that opens them there. */
export const shownElsewhere: Readonly<Record<string, string>> = {};

const ofFormats = ["siblings/s32-link-punctuation.txt"];

const ofBytes = [
  "ag31-title-row.csv",
  "ex-labels.csv",
  "im39-human-headers.csv",
  "la01-human.csv",
  "la04-title-row.csv",
  "pq-hf-dpo.parquet",
];

/** Files without a check as yet. Empty when all are there. */
export const withoutCheck: readonly string[] = [...ofFormats, ...ofBytes];
