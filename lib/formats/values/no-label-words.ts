import { labelKey, visibleText } from "@/lib/text/label-spelling";
import { isDecimal } from "@/lib/text/plain-number";

/** What programs and people write where there is no label. None of them is a likely answer to a question. */
const neverLabels = [
  ...[
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "n. a.",
    "<na>",
    "#n/a",
    "#na",
    "#n/a n/a",
    "(n/a)",
    "[n/a]",
    "nan",
    "-nan",
    "+nan",
    "nat",
    "null",
  ],
  ...["(null)", "<null>", "#null!", "nil", "undefined", "<none>", "\\n", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan"],
  ...["#ref!", "#value!", "#div/0!", "#name?", "#num!"],
  ...["-", "--", "---", ".", "..", "...", "?", "??", "???", "/", "//", "\\", "_", "__", "''", '""', "()", "[]", "{}"],
  ...[
    "missing",
    "(missing)",
    "<missing>",
    "skip",
    "skipped",
    "blank",
    "(blank)",
    "<blank>",
    "empty",
    "(empty)",
    "<empty>",
  ],
  ...[
    "not available",
    "not answered",
    "no answer",
    "no response",
    "no label",
    "unanswered",
    "unlabeled",
    "unlabelled",
    "unrated",
    "not rated",
    "not labeled",
    "not labelled",
    "no rating",
    "not provided",
    "tbd",
    "todo",
  ],
  ...[
    "k.a.",
    "k. a.",
    "keine angabe",
    "s/o",
    "n.d.",
    "н/д",
    "нет данных",
    "не указано",
    "无",
    "不适用",
    "该当なし",
    "該当なし",
    "未回答",
    "sin respuesta",
    "sans réponse",
    "nessuna risposta",
  ],
];

/** Words for "no label" that may as well be an answer: a severity of none, an item to which the question does not apply. */
const maybeLabels = [
  "none",
  "not applicable",
  "unknown",
  "unspecified",
  "does not apply",
  "don't know",
  "i don't know",
  "dont know",
  "idk",
  "dk",
  "unsure",
  "not sure",
  "cannot judge",
  "can't judge",
  "cannot say",
  "can't say",
  "cannot tell",
  "can't tell",
  "undecided",
  "prefer not to say",
  "prefer not to answer",
  "refused",
  "no opinion",
  "weiß nicht",
  "weiss nicht",
  "ne sais pas",
  "no sé",
  "no aplica",
  "non applicable",
  "なし",
  "不确定",
  "不知道",
  "error",
  "parse error",
];

const never = new Set(neverLabels.map(labelKey));
const maybe = new Set(maybeLabels.map(labelKey));

/** Whether a text looks like no label: surely, or perhaps; null where it looks like any other. Nothing at all is surely none. */
export function looksLikeNoLabel(text: string): "surely" | "perhaps" | null {
  const key = labelKey(text);
  if (key === "" || never.has(key)) return "surely";
  return maybe.has(key) ? "perhaps" : null;
}

/** Numbers that programs write for "no label" far above a scale. */
const highSentinels = new Set(["77", "88", "98", "99", "777", "888", "998", "999", "9999"].map(labelKey));
const highestOfScale = 20;

/** Numbers that programs write for "no label" beside a scale that begins at 0 or above. */
const sentinels = new Set(["-1", "-9", "-77", "-88", "-99", "-999", "-9999"].map(labelKey));

/** Whether a number stands alone below, or far above, a scale of three points or more. */
const isSentinel = (text: string, others: readonly string[]) => {
  const isHigh = highSentinels.has(labelKey(text));
  if (!sentinels.has(labelKey(text)) && !isHigh) return false;
  const numbers = others
    .filter((other) => labelKey(other) !== labelKey(text))
    .map(visibleText)
    .filter(isDecimal);
  if (numbers.length < 3) return false;
  return numbers.every((number) => (isHigh ? Number(number) <= highestOfScale : Number(number) >= 0));
};

/**
 * Whether "None" is what Python writes for nothing: spelled so among labels that are numbers or written small. Among
 * None, Mild and Severe it is an answer.
 */
const isPythonNone = (text: string, others: readonly string[]) =>
  visibleText(text) === "None" &&
  others.every((other) => isDecimal(visibleText(other)) || /^[^\p{Lu}]/u.test(visibleText(other)));

/** The same, among the other labels of a file: a minus beside a plus is an answer. */
export function looksLikeNoneAmong(text: string, others: readonly string[]): "surely" | "perhaps" | null {
  const look = looksLikeNoLabel(text);
  if (look === "surely" && visibleText(text) === "-" && others.some((other) => visibleText(other) === "+"))
    return "perhaps";
  if (look === "perhaps" && isPythonNone(text, others)) return "surely";
  return look ?? (isSentinel(text, others) ? "perhaps" : null);
}
