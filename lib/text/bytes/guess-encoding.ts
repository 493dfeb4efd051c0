/*
 * What a text that is not UTF-8 is written in, going by its bytes. A guess: whoever sent the file is asked.
 */

const looked = 4096;

/** UTF-16 by its mark, or by zeros that all stand at even or all at odd places: those of commas, digits and line ends at least. */
export function guessUtf16(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (isUtf32(head)) return null;
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const part = head.subarray(0, looked);
  const zeros = [0, 0];
  for (const [place, byte] of part.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const least = Math.max(2, part.length * 0.02);
  if (odd >= least && even === 0) return "utf-16le";
  return even >= least && odd === 0 ? "utf-16be" : null;
}

/** By its mark, or because every four bytes are a character. */
export function isUtf32(head: Buffer): boolean {
  const start = head.subarray(0, 4).toString("hex");
  if (start === "fffe0000" || start === "0000feff") return true;
  const part = head.subarray(0, Math.min(looked, head.length - (head.length % 4)));
  const isEach = (read: (at: number) => number) => {
    for (let at = 0; at < part.length; at += 4) if (read(at) === 0 || read(at) > 0x10ffff) return false;
    return part.length >= 8;
  };
  return isEach((at) => part.readUInt32LE(at)) || isEach((at) => part.readUInt32BE(at));
}

/** Escapes that switch to Japanese in a text of plain ASCII. */
export const holdsEscapes = (head: Buffer) => head.includes("\x1b$B") || head.includes("\x1b$@");

type Legacy =
  | "windows-1252"
  | "windows-1251"
  | "windows-1253"
  | "windows-1255"
  | "windows-1256"
  | "windows-874"
  | "macintosh"
  | "koi8-r"
  | "shift_jis"
  | "euc-jp"
  | "euc-kr"
  | "gb18030"
  | "big5";

/** The commonest letters of each script; in texts of several bytes a letter, the letters of the script or its commonest words. */
const usual: Record<Exclude<Legacy, "windows-1252" | "macintosh">, RegExp> = {
  "windows-1251": /[оеаинтсрвлкм]/gu,
  "koi8-r": /[оеаинтсрвлкм]/gu,
  "windows-1253": /[αοιετσνηυρπκάέήίόύώς]/gu,
  "windows-1255": /[יוהלאתמרשבנחדק]/gu,
  "windows-1256": /[اليمنتروبةعده]/gu,
  "windows-874": /[านรอกเงมยลวดท้สต่ั]/gu,
  shift_jis: /[\u3041-\u3096\u30a1-\u30fc、。]/gu,
  "euc-jp": /[\u3041-\u3096\u30a1-\u30fc、。]/gu,
  "euc-kr": /[\uac00-\ud7a3]/gu,
  gb18030:
    /[的一是不了在人有我他这个们来到时大地为子中你说生国年着就那和要她出也得里后自以会可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开请吃药医]/gu,
  big5: /[的一是不了在人有我他這個們來到時大地為子中你說生國年著就那和要她出也得裡後自以會可下而過天去能對小多然於心學麼之都好看起發當沒成只如事把還用第樣道想作種開請吃藥醫]/gu,
};

const singles = ["windows-1251", "koi8-r", "windows-1253", "windows-1255", "windows-1256", "windows-874"] as const;

/** Letters outside of ASCII, and how many of them are usual; none where a byte stands for nothing. */
function share(bytes: Buffer, encoding: keyof typeof usual): number {
  const text = new TextDecoder(encoding).decode(bytes).replace(/\p{ASCII}/gu, "");
  const wrong = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/gu)?.length ?? 0;
  if (text === "" || wrong > 1) return 0;
  return (text.match(usual[encoding])?.length ?? 0) / [...text].length;
}

/** Places where Mac Roman has letters and Windows seldom used signs, beside a small letter. */
const macLetters = /[\x81-\x84\x86-\x90\x98\x9a-\x9f](?=[a-z])|(?<=[a-z])[\x81-\x84\x86-\x90\x98\x9a-\x9f]/g;
/** Where Windows has quotes and dashes: ë í ì î ï ñ ó of a Mac within a word, but for the apostrophe and dash of English. */
const macWithin = /(?<=[a-z])(?:[\x91\x93-\x95]|\x92(?!(?:s|t|d|m|re|ve|ll)\b)|\x96(?=[aoe])|\x97(?=n\b))(?=[a-z])/g;
const windowsQuotes =
  /(?<![A-Za-z])[\x91\x93](?=\w)|(?<=[\w.,!?])[\x92\x94](?![A-Za-z])|[A-Za-z]\x92(?:s|t|d|m|re|ve|ll)\b/g;

/** Mac Roman has its letters where Windows has signs. */
function looksMac(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(macLetters) + count(macWithin) > count(/[\xc0-\xff]/g) + count(windowsQuotes);
}

/** In Western texts letters beyond ASCII stand alone among others; in other scripts they make up the words. */
export function guessLegacy(head: Buffer): Legacy {
  const bytes = head.subarray(0, looked * 4);
  const text = bytes.toString("latin1");
  const runs = text.match(/[\x80-\xff]+/g) ?? [];
  const isOther = runs.reduce((sum, run) => sum + run.length, 0) >= runs.length * 2;
  if (!isOther) return looksMac(bytes) ? "macintosh" : "windows-1252";
  const find = (encodings: readonly (keyof typeof usual)[], least: number) =>
    encodings
      .map((encoding) => ({ encoding, share: share(bytes, encoding) }))
      .toSorted((a, b) => b.share - a.share)
      .find((found) => found.share >= least)?.encoding;
  // Two bytes that make a letter of the right script again and again do so by no chance.
  const double = find(["shift_jis", "euc-jp"], 0.3) ?? find(["euc-kr"], 0.9) ?? find(["gb18030", "big5"], 0.15);
  return double ?? find(singles, 0.4) ?? "windows-1252";
}
