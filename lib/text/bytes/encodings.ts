import { isUtf8 } from "node:buffer";
import { guessLegacy, guessUtf16, holdsEscapes } from "@/lib/text/bytes/guess-encoding";
import { withWindowsSigns } from "@/lib/text/windows-1252";

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
  ...(["iso-8859-15", "macintosh", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"] as const),
  ...(["koi8-r", "iso-8859-7", "windows-1255", "windows-1256", "windows-874"] as const),
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
  "euc-jp": "EUC-JP (Japanese)",
  "iso-2022-jp": "ISO 2022-JP (Japanese)",
  gb18030: "GB 18030 (Chinese)",
  big5: "Big5 (Chinese)",
  "euc-kr": "EUC-KR (Korean)",
  "koi8-r": "KOI8-R (Cyrillic)",
  "iso-8859-7": "ISO 8859-7 (Greek)",
  "windows-1255": "Windows-1255 (Hebrew)",
  "windows-1256": "Windows-1256 (Arabic)",
  "windows-874": "Windows-874 (Thai)",
};

/** An encoding that a file seems to have, with some of its words as they would read. */
export type EncodingGuess = { encoding: Encoding; words: string[] };

const mostWords = 5;

/** All but what may be the beginning of a letter at the end of a head. */
function isHeadUtf8(head: Buffer): boolean {
  for (let cut = 0; cut <= 3; cut++) if (isUtf8(head.subarray(0, Math.max(0, head.length - cut)))) return true;
  return false;
}

/** What a decoder of the encoding gave, with the signs that Node's own leaves out. */
const corrected = (text: string, encoding: Encoding) => (encoding === "windows-1252" ? withWindowsSigns(text) : text);

export const decodeHead = (head: Buffer, encoding: Encoding) =>
  corrected(new TextDecoder(encoding).decode(head), encoding);

function findWords(head: Buffer, encoding: Encoding): string[] {
  const text = decodeHead(head, encoding);
  const words = text.match(/[\p{L}\p{M}]*[^\p{ASCII}\s][\p{L}\p{M}]*/gu) ?? [];
  return [...new Set(words)].slice(0, mostWords).map((word) => word.slice(0, 40));
}

/** Null for UTF-8, and for a file in which nothing tells what it is. */
export function guessEncoding(head: Buffer): EncodingGuess | null {
  const utf16 = guessUtf16(head);
  if (utf16 !== null) return { encoding: utf16, words: findWords(head, utf16) };
  if (isHeadUtf8(head))
    return holdsEscapes(head) ? { encoding: "iso-2022-jp", words: findWords(head, "iso-2022-jp") } : null;
  const encoding = guessLegacy(head);
  return { encoding, words: findWords(head, encoding) };
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
  const decode = (text: string) => Buffer.from(corrected(text, encoding), "utf8");
  for await (const chunk of bytes) yield decode(decoder.decode(chunk, { stream: true }));
  yield decode(decoder.decode());
}
