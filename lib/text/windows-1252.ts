/** What Windows-1252 has where Latin-1 has control characters; five of its places are empty. */
const signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * A text decoded as Windows-1252, its quotes and dashes as they should be. Node decodes what comes in one piece as Latin-1
 * (20.20: `new TextDecoder("windows-1252").decode(Uint8Array.of(0x93))` is U+0093); what is right already stays.
 */
export const withWindowsSigns = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => signs.charAt(control.charCodeAt(0) - 0x80));
