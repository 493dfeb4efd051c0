/** 1,000 is a thousand to some and one to others. */
const grouped = /^\s*[-−]?[1-9]\d{0,2}(,\d{3})+\s*$/;
const groupedByPoints = /^\s*[-−]?[1-9]\d{0,2}(\.\d{3})+\s*$/;

/**
 * "72,5", "72.5" and "−3" are numbers, as people type them; what is none yet ("7.", nothing) is null, and so is what may be
 * a thousand: with a comma always, with a point where whole numbers are asked for.
 */
export const readTypedNumber = (text: string, isWhole = false): number | null =>
  /^\s*[-−]?\d+([.,]\d+)?\s*$/.test(text) && !grouped.test(text) && !(isWhole && groupedByPoints.test(text))
    ? Number(text.replace(",", ".").replace("−", "-"))
    : null;
