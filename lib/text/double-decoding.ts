import { withWindowsSigns } from "@/lib/text/windows-1252";

/*
 * Text whose UTF-8 was once read as Windows-1252, Latin-1 or Mac Roman, and saved so: "grÃ¶ÃŸer", "itâ€™s", "â‰¥ 5Â mg".
 *
 * Any such letter could have been meant ("IRMÃ”" ends a quotation in Portuguese), so a text counts only where it holds a
 * sequence that nobody writes: a capital within small letters, an emoji's four signs, three Cyrillic letters in a row.
 */

type Alphabet = { encoding: "windows-1252" | "macintosh"; holds: RegExp; sequence: RegExp };

/** What the second and later bytes of a letter become. */
const follower = "[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";
/** Of these the ones that no sentence puts behind a capital: no letters, quotes, dashes, dots or blanks. */
const odd = "[\\u0080-\\u009f¡-©¬-¹¼-¿€†‡ˆ‰•˜™]";

const western = [
  `â(?:[\\u0080-\\u009f€†ˆ‰˜™]${follower}|„[¢ƒ]|‚[¬¹¿])`,
  `(?<!\\p{L})â[Ššœž]${follower}`,
  `(?<=[\\p{Ll}])[ÃÄÅÆ]${follower}`,
  `(?<!\\p{L})[ÃÅÄ]${odd}(?=\\p{Ll}|[ÃÂ]${follower})`,
  "(?<!\\p{L})Â[£°§©®¿¡²³½¼¾´µ±¹¶¬¢¥¦·]",
  "(?<=[\\p{Ll}\\d.,:;!?)%])Â[ \\u00a0«»º£°§©®²³½¼¾´µ±¹·]",
  `ðŸ${follower}{2}`,
  `(?:[ÐÑ]${follower}){3}`,
  `(?:[ÎÏ]${follower}){3}`,
  `(?:[ØÙÚÛ]${follower}){3}`,
  `(?:×${follower}){3}`,
  `(?:[à-ï]${follower}{2}){2}`,
  `á[º»]${odd}[^\\n]{0,60}á[º»]${odd}`,
];
const mac = ["‚Ä[ôúùìîò¶¢]", "(?<=\\p{Ll})√[^\\s\\w()](?=\\p{Ll}|√)"];

const alphabets: readonly Alphabet[] = [
  {
    encoding: "windows-1252",
    holds: new RegExp(western.join("|"), "u"),
    sequence: new RegExp(
      `(?<=[\\p{Ll}\\d.,:;!?)%])Â |[\\u00c2-\\u00df]${follower}|[à-ï]${follower}{2}|[ð-ô]${follower}{3}`,
      "gu",
    ),
  },
  {
    encoding: "macintosh",
    holds: new RegExp(mac.join("|"), "u"),
    sequence: /[√¬][^\p{ASCII}]|‚[^\p{ASCII}]{2}/gu,
  },
];

const mayHold = /[À-ô√‚]/u;

/** Letters that the bytes of a sequence may stand for: all but those that only dictionaries and linguists write. Three of them are signs of Windows-1252. */
const isLikely = (letter: string) =>
  /^[ƒˆ˜]/u.test(letter) || !/^[\u0180-\u019f\u01a2-\u01ae\u01b1-\u02ff\u0700-\u08ff]/u.test(letter);

const bytesOf = new Map(
  alphabets.map(({ encoding }) => {
    const decoder = new TextDecoder(encoding);
    const signOf = (byte: number) => {
      const sign = decoder.decode(Uint8Array.of(byte));
      return encoding === "windows-1252" ? withWindowsSigns(sign) : sign;
    };
    const entries = Array.from({ length: 128 }, (_, at) => [signOf(at + 128), at + 128] as const);
    return [encoding, new Map(entries)];
  }),
);

/** One letter decoded once; itself where its bytes make none. */
function decodeOnce(sequence: string, encoding: Alphabet["encoding"]): string {
  // A no-break blank that something has made an ordinary one since.
  if (sequence === "Â ") return " ";
  const known = bytesOf.get(encoding);
  const bytes = [...sequence].map((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return known?.get(sign) ?? (code >= 0x80 && code <= 0x9f ? code : 0);
  });
  try {
    const letter = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
    return [...letter].length === 1 && isLikely(letter) ? letter : sequence;
  } catch {
    // No bytes of UTF-8: these signs are meant.
    return sequence;
  }
}

const findAlphabet = (text: string) =>
  mayHold.test(text) ? alphabets.find(({ holds }) => holds.test(text)) : undefined;

/** Whether a text holds what can only be letters that were decoded twice, and where the first stands. */
export function findDoubleDecoded(text: string): number | null {
  const found = findAlphabet(text)?.holds.exec(text);
  return found ? found.index : null;
}

const mostRounds = 3;

/** The text with such letters as they were meant; a text that holds none for sure is left as it is. */
export function mendDoubleDecoded(text: string): string {
  let mended = text;
  for (let round = 0; round < mostRounds; round++) {
    const alphabet = findAlphabet(mended);
    if (!alphabet) break;
    mended = mended.replace(alphabet.sequence, (sequence) => decodeOnce(sequence, alphabet.encoding));
  }
  return mended;
}
