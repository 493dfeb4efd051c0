const lineBreakers = /[\u2028\u2029\u0085]/g;

/**
 * One line of JSON Lines. Keys stand in the order in which the object was built, absent ones are left out. Characters
 * that some readers take for the end of a line (Python's `splitlines` does) are escaped.
 */
export const writeJsonLine = (value: object): string =>
  `${JSON.stringify(value).replace(lineBreakers, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
