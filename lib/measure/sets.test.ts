import { describe, expect, test } from "vitest";
import { measureAgreement } from "@/lib/measure/agreement";
import { designOf } from "@/lib/measure/design";
import type { Ground } from "@/lib/measure/ground";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { measureOptions } from "@/lib/measure/option-figures";
import type { Ratings, SetCategories } from "@/lib/measure/ratings";
import { setFigures } from "@/lib/measure/set-figures";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import { codeOption, codeSelections, masiWeights } from "@/lib/stats/agreement/multi-select";
import { defined } from "@/lib/stats/defined";
import { requireDefined } from "@/lib/stats/require-defined";

/** What three people chose on six items; an empty list is an answer. */
const rows = [
  [["joy"], ["joy"], ["joy"]],
  [["joy", "fear"], ["joy"], ["fear", "joy"]],
  [[], [], []],
  [["anger"], ["anger", "fear"], null],
  [["fear"], [], ["anger"]],
  [
    ["anger", "joy"],
    ["joy", "anger"],
    ["joy", "anger"],
  ],
];
const { ratings: coded, sets: given } = codeSelections(rows);
const names = ["ann", "ben", "cleo"];
const categories: SetCategories = {
  members: given.map((set) => [...set].map(String)),
  options: ["joy", "anger", "fear", "calm"].map((key) => ({ key, label: key })),
};
const units = Int32Array.from(rows.keys());
const design = designOf({ items: units, prompts: units }, 1);
const ratings: Ratings = {
  level: "set",
  weights: "unweighted",
  votes: coded,
  people: defined({ ...coded, names }),
  options: null,
  sets: categories,
};
const figureOf = (key: (typeof keys)[keyof typeof keys], of = ratings) =>
  requireDefined(coefficientOf(measureAgreement(of, design).measured, key)).value;

describe("sets of options", () => {
  test("agree as the same set, by what two have of all they name, and by an option in common", () => {
    expect(figureOf(keys.percent)).toBeCloseTo((1 + 1 / 3 + 1 + 0 + 0 + 1) / 6, 12);
    expect(figureOf(keys.jaccard)).toBeCloseTo((1 + (1 / 2 + 1 + 1 / 2) / 3 + 1 + 1 / 2 + 0 + 1) / 6, 12);
    expect(figureOf(keys.overlap)).toBeCloseTo((1 + 1 + 1 + 1 + 0 + 1) / 6, 12);
  });

  test("have an alpha whose distance is MASI, beside one that takes whole sets", () => {
    const exact = requireDefined(krippendorffAlpha(coded, { weights: masiWeights(given) })).value;
    expect(figureOf(keys.masi)).toBeCloseTo(exact, 12);
    expect(figureOf(keys.alpha)).toBeCloseTo(requireDefined(krippendorffAlpha(coded)).value, 12);
    const { measured } = measureAgreement(ratings, design);
    expect(measured.find(({ key }) => key === keys.masi)?.estimate).toMatchObject({
      value: { interval: { defined: true }, replicates: 1000 },
    });
  });

  test("do not depend on the order of their categories, to the last digit", () => {
    const turned = codeSelections(
      rows.map((row) => row.map((own) => (own === null ? null : own.toReversed()))).toReversed(),
    );
    const order = { ...turned.ratings, codes: new Int32Array(turned.ratings.codes) };
    for (const [unit] of rows.entries())
      order.codes.set(turned.ratings.codes.subarray((5 - unit) * 3, (6 - unit) * 3), unit * 3);
    const members = turned.sets.map((set) => [...set].map(String));
    const reversed = {
      ...order,
      codes: order.codes.map((code) => (code < 0 ? code : members.length - 1 - code)),
      categories: members.map((_, place) => `set ${place}`),
    };
    const other = {
      ...ratings,
      votes: reversed,
      people: defined({ ...reversed, names }),
      sets: { ...categories, members: members.toReversed() },
    };
    expect(measureAgreement(other, design).measured).toEqual(measureAgreement(ratings, design).measured);
  });

  test("of an item's own options have no alpha, and say why; what two sets share stands", () => {
    const own: Ratings = {
      ...ratings,
      level: "own-options",
      options: new Float64Array(6).fill(4),
      sets: { ...categories, options: null },
    };
    const { measured } = measureAgreement(own, design);
    expect(measured.map(({ key, estimate }) => [key, estimate.defined])).toEqual([
      [keys.percent, true],
      [keys.jaccard, true],
      [keys.overlap, true],
      [keys.alpha, false],
    ]);
    expect(measureOptions(own, design)).toEqual([]);
  });

  test("are too many for a table of distances beyond 500, and what needs none stands", () => {
    const many = codeSelections(Array.from({ length: 501 }, (_, unit) => [[`a${unit}`], [`a${unit}`]]));
    const wide = {
      ...ratings,
      votes: many.ratings,
      people: defined({ ...many.ratings, names: ["ann", "ben"] }),
      sets: { members: many.sets.map((set) => [...set].map(String)), options: [] },
    };
    const all = Int32Array.from({ length: 501 }, (_, unit) => unit);
    const { measured } = measureAgreement(wide, designOf({ items: all, prompts: all }, 1));
    expect(coefficientOf(measured, keys.masi)).toEqual({
      defined: false,
      because:
        "there are 501 different sets, and no more than 500 count as labels: ask with fewer options, or join rare ones",
    });
    expect(coefficientOf(measured, keys.percent)).toMatchObject({ value: { value: 1 } });
  });
});

describe("option by option", () => {
  test("each is a question of yes or no, an empty set a no to all", () => {
    const options = measureOptions(ratings, design);
    expect(options.map(({ option, chosen, of }) => [option, chosen, of])).toEqual([
      ["joy", 9, 17],
      ["anger", 6, 17],
      ["fear", 4, 17],
      ["calm", 0, 17],
    ]);
    const [joy, , , calm] = options;
    const exact = codeOption(rows, "joy");
    expect(requireDefined(coefficientOf(joy?.measured ?? [], keys.meanOfPairs)).value).toBe(
      requireDefined(meanPairwiseKappa(exact)).value,
    );
    expect(requireDefined(joy?.share ?? { defined: false, because: "" }).value).toBeCloseTo((1 + 1 + 1) / 6, 12);
    expect(coefficientOf(calm?.measured ?? [], keys.alpha).defined).toBe(false);
  });
});

describe("a judge's sets", () => {
  const ground = { design, people: coded, sets: categories } as Ground;
  const codeOf = (...members: string[]) =>
    categories.members.findIndex((own) => own.length === members.length && members.every((one) => own.includes(one)));

  test("are held against every set of a person, beside the other people's", () => {
    const judge = Int32Array.from([codeOf("joy"), codeOf("joy"), codeOf(), -1, codeOf("fear"), codeOf("anger")]);
    const figures = requireDefined(setFigures(ground, judge));
    expect(figures).toMatchObject({ units: 5, comparisons: 15 });
    expect(figures.judge.jaccard.value).toBeCloseTo((3 + (1 / 2 + 1 + 1 / 2) + 3 + 1 + 3 / 2) / 15, 12);
    expect(figures.judge.overlap.value).toBeCloseTo((3 + 3 + 3 + 1 + 3) / 15, 12);
    expect(figures.people.jaccard.value).toBeCloseTo((3 + (3 / 4 + 1 / 2 + 3 / 4) + 3 + 0 + 3) / 15, 12);
  });

  test("that meet nobody have no figures, and say why", () => {
    expect(setFigures(ground, new Int32Array(6).fill(-1)).defined).toBe(false);
  });
});
