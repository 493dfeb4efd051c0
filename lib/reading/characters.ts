/** The whole character that ends before a place; "" at the beginning. */
export function characterBefore(text: string, at: number): string {
  if (at === 0) return "";
  const last = text.charCodeAt(at - 1);
  return text.slice(last >= 0xdc00 && last <= 0xdfff ? at - 2 : at - 1, at);
}

/** The whole character at a place; "" at the end. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
