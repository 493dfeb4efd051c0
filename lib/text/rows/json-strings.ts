const backslash = 0x5c;

/** The place of the quote that closes the string whose opening one stands at `open`; the length of the text where none does. */
export function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let start = at;
    while (text.charCodeAt(start - 1) === backslash) start--;
    if ((at - start) % 2 === 0) return at;
  }
  return text.length;
}
