import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldLabels } from "@/lib/formats/values/fold-labels";
import { labelKey, listLookalikes } from "@/lib/text/label-spelling";

const counted = (...texts: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

describe("one label in two spellings", () => {
  test.each([
    ["case", "Safe", "safe"],
    ["blanks", " very  good", "Very good "],
    ["a no-break blank", "very\u00a0good", "very good"],
    ["a zero-width blank", "no\u200b", "no"],
    ["a soft hyphen", "un\u00adsafe", "unsafe"],
    ["a mark of direction", "\u200fyes", "yes"],
    ["composed accents", "caf\u00e9", "cafe\u0301"],
    ["full-width letters", "Ｙｅｓ", "yes"],
    ["full-width digits", "４", "4"],
    ["zeros behind the point", "1", "1.00"],
    ["an exponent", "1e2", "100"],
    ["a minus of its own", "−1", "-1"],
    ["a sharp s", "Spaß", "SPASS"],
    ["a dotless i", "hayır", "HAYIR"],
    ["a dotted capital", "İyi", "iyi"],
    ["slanted quotes", "don’t know", "don't know"],
    ["a dash", "very–good", "very-good"],
    ["a final sigma", "ναός", "ΝΑΌΣ"],
    ["an emoji's style", "❤️", "❤"],
  ])("is one where they differ in %s", (_, first, second) => {
    const { labelOf, folded } = foldLabels(counted(first, first, second));
    expect([labelOf(first), labelOf(second)]).toEqual([first, first]);
    expect(folded).toEqual([
      {
        label: first,
        spellings: [
          { text: first, count: 2 },
          { text: second, count: 1 },
        ],
      },
    ]);
  });

  test.each([
    ["a hyphen", "un-safe", "unsafe"],
    ["a full stop", "yes.", "yes"],
    ["a zero before it", "01", "1"],
    ["a plus before it", "+1", "1"],
    ["a decimal comma", "1,0", "1"],
    ["a blank within", "notsafe", "not safe"],
    ["an accent", "café", "cafe"],
    ["letters of another alphabet", "сору", "copy"],
    ["a word for a number", "true", "1"],
    ["a letter for a word", "y", "Yes"],
  ])("is two that are named where they differ in %s", (_, first, second) => {
    const { labelOf, folded, lookalikes } = foldLabels(counted(first, second));
    expect([labelOf(first), labelOf(second)]).toEqual([first, second]);
    expect(folded).toEqual([]);
    expect(lookalikes).toEqual([[first, second].toSorted()]);
  });

  test.each([
    ["10²", "102"],
    ["A+", "A"],
    ["1.5", "15"],
    ["-1", "1"],
    ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["yes", "no"],
    ["Aa", "BB"],
  ])("is no matter of %s and %s", (first, second) => {
    const { folded, lookalikes } = foldLabels(counted(first, second));
    expect({ folded, lookalikes }).toEqual({ folded: [], lookalikes: [] });
  });

  test("is shown as it is spelled most often, or as it is declared", () => {
    const counts = counted("YES", "yes", "yes");
    expect(foldLabels(counts).labelOf("YES")).toBe("yes");
    const declared = (text: string) => (labelKey(text) === "yes" ? "Yes" : undefined);
    const folding = foldLabels(counts, { declared });
    expect(folding.labelOf("YES")).toBe("Yes");
    expect(folding.folded).toHaveLength(1);
  });

  test("does not depend on the order of the file, and folding twice changes nothing", () => {
    const texts = fc.array(fc.constantFrom("yes", "Yes", "ｙｅｓ", "no", "NO", "1", "1.0", "n/a", "None", "-"), {
      minLength: 1,
    });
    fc.assert(
      fc.property(texts, (all) => {
        const [there, back] = [foldLabels(counted(...all)), foldLabels(counted(...all.toReversed()))];
        const labels = all.map((text) => there.labelOf(text));
        expect(all.map((text) => back.labelOf(text))).toEqual(labels);
        const again = foldLabels(counted(...labels.filter((label) => label !== null)));
        expect(again.folded).toEqual([]);
      }),
    );
  });
});

describe("words for no label", () => {
  test.each([
    ...[
      "n/a",
      "N/A",
      "#N/A",
      "NA",
      "N.A.",
      "nan",
      "NaN",
      "NULL",
      "null",
      "<NA>",
      "NaT",
      "-",
      "--",
      ".",
      "?",
      "missing",
      "Skip",
      "\u200b",
    ],
    ...["(blank)", "－", "No answer"],
  ])("are missing and named: %s", (word) => {
    const { labelOf, missingWords } = foldLabels(counted("yes", "no", word));
    expect(labelOf(word)).toBeNull();
    expect(missingWords).toEqual([{ text: word, count: 1 }]);
  });

  test.each(["Not rated", "TBD", "не указано", "該当なし"])("are missing in other words too: %s", (word) => {
    expect(foldLabels(counted("yes", "no", word)).labelOf(word)).toBeNull();
  });

  test.each([
    "unsure",
    "Cannot judge",
    "can't tell",
    "I don't know",
    "idk",
    "refused",
    "Prefer not to say",
    "weiß nicht",
  ])("count as labels and are asked about where they may be an answer: %s", (word) => {
    const { labelOf, doubtfulWords } = foldLabels(counted("yes", "no", word));
    expect([labelOf(word), doubtfulWords]).toEqual([word, [{ text: word, count: 1 }]]);
  });

  test("are labels where somebody says so, or declares them", () => {
    const counts = counted("a", "NA", "na");
    const kept = foldLabels(counts, { kept: new Set(["na"]) });
    expect([kept.labelOf("NA"), kept.missingWords]).toEqual(["NA", []]);
    const declared = foldLabels(counts, { declared: (text) => (labelKey(text) === "na" ? "NA" : "a") });
    expect([declared.labelOf("na"), declared.missingWords]).toEqual(["NA", []]);
  });

  test.each<[string, readonly string[], boolean]>([
    ["None", ["yes", "no"], true],
    ["None", ["1", "2"], true],
    ["None", ["Mild", "Severe"], false],
    ["none", ["mild", "severe"], false],
    ["NONE", ["yes", "no"], false],
  ])("%s among %o are missing where Python writes them so: %s", (word, others, isMissing) => {
    const { labelOf, missingWords, doubtfulWords } = foldLabels(counted(word, ...others));
    expect(labelOf(word)).toBe(isMissing ? null : word);
    expect(isMissing ? missingWords : doubtfulWords).toEqual([{ text: word, count: 1 }]);
  });

  test("are missing on a scale of numbers and beside declared labels, if they may be none at all", () => {
    expect(foldLabels(counted("1", "2", "none"), { isNumeric: true }).labelOf("none")).toBeNull();
    const declared = (text: string) => (text === "mild" ? text : undefined);
    expect(foldLabels(counted("mild", "unknown"), { declared }).missingWords).toEqual([{ text: "unknown", count: 1 }]);
  });

  test("a minus beside a plus is an answer, and a lone negative number below a scale is asked about", () => {
    expect(foldLabels(counted("+", "-")).doubtfulWords).toEqual([{ text: "-", count: 1 }]);
    expect(foldLabels(counted("1", "2", "3", "-1")).doubtfulWords).toEqual([{ text: "-1", count: 1 }]);
    expect(foldLabels(counted("-1", "0", "1")).doubtfulWords).toEqual([]);
    expect(foldLabels(counted("1", "2", "3", "99")).doubtfulWords).toEqual([{ text: "99", count: 1 }]);
    expect(foldLabels(counted("10", "50", "80", "99")).doubtfulWords).toEqual([]);
  });
});

test.each([
  [["1000", "1,000"]],
  [["1000", "1\u00a0000"]],
  [["100", "100%"]],
  [["0.3", "0.30000000000000004"]],
  [["4", "4/5"]],
  [["4", "4 - agree"]],
  [["4", "4: agree"]],
  [["4", "4 out of 5"]],
  [["safe", "safe*"]],
  [["safe", "safe_"]],
])("%o look alike and are kept apart with a word", (labels) => {
  expect(listLookalikes(labels)).toEqual([labels.toSorted()]);
});

test.each([[["1", "1-3"]], [["2024", "2024-01-03"]], [["1", "100"]], [["safe", "safer"]]])(
  "%o do not look alike",
  (labels) => {
    expect(listLookalikes(labels)).toEqual([]);
  },
);
