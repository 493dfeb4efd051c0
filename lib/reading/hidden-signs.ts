import { characterAt, characterBefore } from "@/lib/reading/characters";

/** A character that has no shape of its own, and yet does something to a text. */
export type HiddenSign = {
  sign: string;
  /** What stands in its place on screen. */
  label: string;
  /** What it is called, for whoever asks. */
  name: string;
  /** Whether it may go on acting on its neighbours; what turns or overrides the direction of others may not. */
  isLetThrough: boolean;
};

const named = new Map<number, [label: string, name: string]>([
  [0x00ad, ["SHY", "soft hyphen"]],
  [0x061c, ["ALM", "Arabic letter mark"]],
  [0x180e, ["MVS", "Mongolian vowel separator"]],
  [0x200b, ["ZWSP", "zero-width space"]],
  [0x200c, ["ZWNJ", "zero-width non-joiner"]],
  [0x200d, ["ZWJ", "zero-width joiner"]],
  [0x200e, ["LRM", "left-to-right mark"]],
  [0x200f, ["RLM", "right-to-left mark"]],
  [0x2028, ["LSEP", "line separator"]],
  [0x2029, ["PSEP", "paragraph separator"]],
  [0x202a, ["LRE", "left-to-right embedding"]],
  [0x202b, ["RLE", "right-to-left embedding"]],
  [0x202c, ["PDF", "end of an embedding or override"]],
  [0x202d, ["LRO", "left-to-right override"]],
  [0x202e, ["RLO", "right-to-left override"]],
  [0x2060, ["WJ", "word joiner"]],
  [0x2066, ["LRI", "left-to-right isolate"]],
  [0x2067, ["RLI", "right-to-left isolate"]],
  [0x2068, ["FSI", "first strong isolate"]],
  [0x2069, ["PDI", "end of an isolate"]],
  [0xfeff, ["BOM", "byte order mark, or zero-width no-break space"]],
]);

/** Marks of direction are letters of no width: beside their label they do what their writer meant. */
const letThrough = new Set([0x200c, 0x200d, 0x200e, 0x200f, 0x061c]);

// Format and control characters, separators of lines, fillers of Hangul, and selectors of variants. Tab and line feed have
// a shape: the space they take. So have the signs before Arabic and Kaithi numbers, format characters in name only.
const suspect =
  /(?![\t\n\u0600-\u0605\u06DD\u0890\u0891\u08E2\u{110BD}\u{110CD}])[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Variation_Selector}\u115F\u1160\u3164\uFFA0]/gu;

// Scripts that join letters, or stack them, and cannot be written right without the joiner and the non-joiner.
const joining =
  /[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Nko}\p{scx=Mongolian}\p{scx=Mandaic}\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Tibetan}\p{scx=Khmer}\p{scx=Myanmar}]/u;
// Scripts without spaces, where a zero-width space says where a line may break.
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;
const selector = /\p{Variation_Selector}/u;
const tag = /[\u{E0020}-\u{E007F}]/u;
const flag = "\u{1F3F4}";

/** What a script or an emoji cannot be written without is no hidden sign. */
function isNeeded(sign: string, before: string, after: string, isInFlag: boolean): boolean {
  if (sign === "\u200D") return joining.test(before) || (pictograph.test(before) && pictograph.test(after));
  if (sign === "\u200C") return joining.test(before);
  if (sign === "\u200B") return unspaced.test(before) && unspaced.test(after);
  if (selector.test(sign)) return before.trim() !== "" && before.search(suspect) < 0;
  return tag.test(sign) && isInFlag;
}

function nameSign(sign: string): HiddenSign {
  const code = sign.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const [label, name] = named.get(code) ?? [hex, "character that is not seen"];
  return { sign, label, name: `${name}, ${hex}`, isLetThrough: letThrough.has(code) };
}

/**
 * Cuts a text where something in it acts unseen: controls of direction, zero-width characters, selectors and tags that
 * belong to no emoji, control codes. All of the text is in the pieces, in order.
 *
 * Left alone is what writing needs: the joiner and non-joiner after a letter of a script that joins (Persian, Hindi), a
 * joiner between two emoji, the zero-width space between letters of a script without spaces (Thai, Khmer), one selector
 * after a character, the tags of a flag.
 */
export function splitHiddenSigns(text: string): (string | HiddenSign)[] {
  const pieces: (string | HiddenSign)[] = [];
  let from = 0;
  let flagEnd = -1;
  for (const { 0: sign, index } of text.matchAll(suspect)) {
    const before = characterBefore(text, index);
    const end = index + sign.length;
    const isInFlag = tag.test(sign) && (before === flag || flagEnd === index);
    if (isInFlag) flagEnd = end;
    if (isNeeded(sign, before, characterAt(text, end), isInFlag)) continue;
    if (index > from) pieces.push(text.slice(from, index));
    pieces.push(nameSign(sign));
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

// Letters of the scripts that are written from right to left, against all other letters.
const firstLetter = /\p{L}/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** Which way a text runs as a whole: that of its first letter. For tables, whose cells each have a direction of their own. */
export function textDirection(text: string): "ltr" | "rtl" {
  const [letter = ""] = firstLetter.exec(text) ?? [];
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}
