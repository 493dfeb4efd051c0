import { isUtf8 } from "node:buffer";

/** Stands in every problem that another encoding may mend. */
export const notUtf8 = "not UTF-8";

/** What files are written in beside UTF-8, as `TextDecoder` calls it. */
export const encodings = [
  ...([
    "windows-1252",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
  ] as const),
  ...(["iso-8859-15", "macintosh", "shift_jis", "gb18030", "big5", "euc-kr"] as const),
] as const;
export type Encoding = (typeof encodings)[number];

export const encodingLabels: Record<Encoding, string> = {
  "windows-1252": "Windows-1252 (Western Europe)",
  "utf-16le": "UTF-16 (Excel's Unicode text)",
  "utf-16be": "UTF-16, big end first",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  "iso-8859-15": "ISO 8859-15",
  macintosh: "Mac Roman",
  shift_jis: "Shift JIS (Japanese)",
  gb18030: "GB 18030 (Chinese)",
  big5: "Big5 (Chinese)",
  "euc-kr": "EUC-KR (Korean)",
};

/** An encoding that a file seems to have, with some of its words as they would read. */
export type EncodingGuess = { encoding: Encoding; words: string[] };

const looked = 4096;
const mostWords = 5;

/** UTF-16 by its mark, or by the zeros that stand at every other place in the texts of most languages. */
function guessUtf16(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const part = head.subarray(0, looked);
  const zeros = [0, 0];
  for (const [place, byte] of part.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > part.length * 0.3 && even === 0) return "utf-16le";
  return even > part.length * 0.3 && odd === 0 ? "utf-16be" : null;
}

/** All but what may be the beginning of a letter at the end of a head. */
function isHeadUtf8(head: Buffer): boolean {
  for (let cut = 0; cut <= 3; cut++) if (isUtf8(head.subarray(0, Math.max(0, head.length - cut)))) return true;
  return false;
}

export const decodeHead = (head: Buffer, encoding: Encoding) => new TextDecoder(encoding).decode(head);

function findWords(head: Buffer, encoding: Encoding): string[] {
  const text = decodeHead(head, encoding);
  const words = text.match(/[\p{L}\p{M}]*[^\p{ASCII}\s][\p{L}\p{M}]*/gu) ?? [];
  return [...new Set(words)].slice(0, mostWords).map((word) => word.slice(0, 40));
}

/** Null for UTF-8. */
export function guessEncoding(head: Buffer): EncodingGuess | null {
  const utf16 = guessUtf16(head);
  if (utf16 !== null) return { encoding: utf16, words: findWords(head, utf16) };
  return isHeadUtf8(head) ? null : { encoding: "windows-1252", words: findWords(head, "windows-1252") };
}

const nameOf = (encoding: Encoding) => (encoding.startsWith("utf-16") ? "UTF-16" : encodingLabels[encoding]);

/** A sentence with the question, for whoever sent the file. */
export function askEncoding({ encoding, words }: EncodingGuess): string {
  const shown = words.length > 0 ? ` with words such as ${words.map((word) => `"${word}"`).join(", ")}` : "";
  return `This is ${notUtf8}. It looks like ${nameOf(encoding)}${shown}: say that it is (encoding ${encoding}), or save the file as UTF-8`;
}

/** Bytes in another encoding as UTF-8. */
export async function* decodeBytes(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  yield Buffer.from(decoder.decode(), "utf8");
}
