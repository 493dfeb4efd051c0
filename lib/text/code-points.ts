const surrogate = /[\uD800-\uDFFF]/;

/** How many characters a text has, each code point as one. */
export function countCodePoints(text: string): number {
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The place in a JavaScript string at which so many code points are behind. */
export function unitsOf(text: string, codePoints: number): number {
  if (!surrogate.test(text)) return Math.min(codePoints, text.length);
  let units = 0;
  let left = codePoints;
  for (const character of text) {
    if (left === 0) break;
    units += character.length;
    left--;
  }
  return units;
}

/** How many code points are behind at a place in a JavaScript string; half of one counts as none. */
export const codePointsOf = (text: string, units: number): number => {
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(units - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(units));
  return countCodePoints(text.slice(0, isSplit ? units - 1 : units));
};

export const sliceCodePoints = (text: string, from: number, to: number): string =>
  text.slice(unitsOf(text, from), unitsOf(text, to));
