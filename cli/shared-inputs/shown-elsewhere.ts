/** Files that only show in a browser, with the test that opens them there. */
export const shownElsewhere: Readonly<Record<string, string>> = {};

/** Files without a check as yet. Empty when all are there. */
export const withoutCheck: readonly string[] = ["siblings/s32-link-punctuation.txt"];
