/** "72,5", "72.5" and "−3" are numbers, as people type them; what is none yet ("7.", nothing) is null. */
export const readTypedNumber = (text: string): number | null =>
  /^\s*[-−]?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".").replace("−", "-")) : null;
