import { looksLikeNoLabel, looksLikeNoneAmong } from "@/lib/formats/values/no-label-words";
import { labelKey, listLookalikes, visibleText } from "@/lib/text/label-spelling";
import { isDecimal } from "@/lib/text/plain-number";

/** How often a text stands where a label should. */
export type SpellingCount = { text: string; count: number };

/** What was made of the labels of a file, for whoever reads its figures. */
export type Folding = {
  /** Labels in more than one spelling, under the one by which they are shown. */
  folded: { label: string; spellings: SpellingCount[] }[];
  /** Words that look like no label and were taken for none. */
  missingWords: SpellingCount[];
  /** Words that may stand for no label and were kept as labels. */
  doubtfulWords: SpellingCount[];
  /** Labels that were kept apart and look alike. */
  lookalikes: string[][];
};

export type FoldedLabels = Folding & {
  /** The label that a text is a spelling of; null where it stands for none. */
  labelOf: (text: string) => string | null;
};

export type FoldRules = {
  /** The declared label that a text is a spelling of, where labels are declared; undefined where it is none of them. */
  declared?: ((text: string) => string | undefined) | null;
  /** Whether every label has to be a number: what may be none and is no number is none. */
  isNumeric?: boolean;
  /** Words that are labels whatever they look like, by `labelKey`. */
  kept?: ReadonlySet<string>;
  /** What texts have to share to be one label. */
  keyOf?: (text: string) => string;
};

const byCount = (a: SpellingCount, b: SpellingCount) => b.count - a.count || (a.text < b.text ? -1 : 1);

/** Which texts stand for no label, and which may. */
function sortWords(counts: readonly SpellingCount[], { declared, kept, isNumeric }: FoldRules) {
  const open = counts.filter(({ text }) => !kept?.has(labelKey(text)) && declared?.(text) === undefined);
  const others = counts.flatMap(({ text }) => (looksLikeNoLabel(text) === null ? [text] : []));
  const looked = open.map((own) => {
    const look = looksLikeNoneAmong(own.text, others);
    const cannotBe = declared || (isNumeric && !isDecimal(visibleText(own.text)));
    return { own, look: cannotBe && look === "perhaps" ? "surely" : look };
  });
  const pick = (wanted: string) => looked.flatMap(({ own, look }) => (look === wanted ? [own] : [])).toSorted(byCount);
  return { missingWords: pick("surely"), doubtfulWords: pick("perhaps") };
}

/**
 * One label from all its spellings. A text is the label that it is exactly, else the one it is a spelling of; a label is
 * shown as it is declared, else as it is spelled most often. Words that look like no label are none, unless they are declared
 * or kept; so are those that only may be none, where they can be no label.
 */
export function foldLabels(counts: ReadonlyMap<string, number>, rules: FoldRules = {}): FoldedLabels {
  const { declared, keyOf = labelKey } = rules;
  const all = [...counts].map(([text, count]) => ({ text, count }));
  const { missingWords, doubtfulWords } = sortWords(all, rules);
  const none = new Set(missingWords.map(({ text }) => text));
  const groups = new Map<string, SpellingCount[]>();
  const groupOf = (text: string) => {
    const label = declared?.(text);
    return label === undefined ? `spelled ${keyOf(text)}` : `declared ${label}`;
  };
  for (const own of all) {
    if (none.has(own.text)) continue;
    const key = groupOf(own.text);
    groups.set(key, [...(groups.get(key) ?? []), own]);
  }
  const sorted = [...groups.values()].map((spellings) => spellings.toSorted(byCount));
  const named = sorted.map((spellings) => {
    const [first] = spellings;
    const text = first?.text ?? "";
    return { label: declared?.(text) ?? text, spellings };
  });
  const labels = new Map(named.flatMap(({ label, spellings }) => spellings.map(({ text }) => [text, label] as const)));
  return {
    folded: named.filter(({ label, spellings }) => spellings.some(({ text }) => text !== label)),
    missingWords,
    doubtfulWords,
    lookalikes: declared ? [] : listLookalikes(named.map(({ label }) => label)),
    labelOf: (text) => labels.get(text) ?? null,
  };
}
