import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { describeLeftOut } from "../commands/estimate";
import { makeFolder } from "../testing/make-folder";
import { measureEstimates } from "./measure-estimates";
import { measureWatch, readWatched } from "./measure-watch";
import { readEstimates } from "./read-estimates";
import { requireLabel } from "./require-label";

const { makeFile } = makeFolder();
const columns = { humans: ["ann"], judge: "gpt", label: "unsafe", strata: null, chance: null, missing: ["NA"] };

/** 600 items, 30 % of them unsafe; the judge catches 80 and wrongly accuses 10 of 100; people label one in five. */
function makeItems(chanceOf: (tier: string) => number, random = seededRandom(9)) {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const tier = i % 2 === 0 ? "easy" : "hard";
    const isUnsafe = random() < (tier === "hard" ? 0.5 : 0.1);
    const judged = random() < (isUnsafe ? 0.8 : 0.1);
    const chance = chanceOf(tier);
    const own = random() < chance ? (isUnsafe ? "unsafe" : "safe") : "NA";
    return `${own},${judged ? "unsafe" : "safe"},${tier},${chance}`;
  });
  return ["ann,gpt,tier,chance", ...rows];
}

const numberOf = (ways: ReturnType<typeof measureEstimates>, key: string) => {
  const found = ways.find((way) => way.key === key);
  return found ? requireDefined(found.result).value : null;
};

describe("a rate from a few labels of people and many of a judge", () => {
  test("comes out of every way near the truth where items were drawn alike", async () => {
    const file = makeFile(
      "alike.csv",
      makeItems(() => 0.3),
    );
    const { rows } = await readEstimates(file, { ...columns, strata: "tier" });
    const ways = measureEstimates(rows, true, true);
    expect(ways.map(({ key }) => key)).toEqual(["people", "anytime", "powered", "strata", "corrected"]);
    for (const { key } of ways) expect(Math.abs((numberOf(ways, key) ?? 0) - 0.3)).toBeLessThan(0.06);
    const width = (key: string) => {
      const found = ways.find((way) => way.key === key);
      const { low, high } = requireDefined(found?.result ?? { defined: false, because: key }).interval;
      return high - low;
    };
    expect(width("powered")).toBeLessThan(width("people"));
    expect(width("anytime")).toBeGreaterThan(width("people"));
  });

  test("is only right for items picked by tier where their chances, or the tiers, enter", async () => {
    const file = makeFile(
      "picked.csv",
      makeItems((tier) => (tier === "hard" ? 0.6 : 0.1)),
    );
    const byTier = await readEstimates(file, { ...columns, strata: "tier" });
    const plain = measureEstimates(byTier.rows, true, true);
    expect(numberOf(plain, "people")).toBeGreaterThan(0.38);
    expect(Math.abs((numberOf(plain, "strata") ?? 0) - 0.3)).toBeLessThan(0.06);
    const byChance = await readEstimates(file, { ...columns, chance: "chance" });
    const weighted = measureEstimates(byChance.rows, true, false);
    expect(Math.abs((numberOf(weighted, "people") ?? 0) - 0.3)).toBeLessThan(0.07);
    expect(weighted.find(({ key }) => key === "corrected")?.result).toMatchObject({ defined: false });
  });

  test.each(["powered", "strata"])("is the true one on average from %s where items had unequal chances", (key) => {
    const random = seededRandom(23);
    const rates = Array.from({ length: 150 }, () => {
      const rows = Array.from({ length: 1000 }, (_, i) => {
        const isHard = i % 2 === 0;
        const isUnsafe = Number(random() < (isHard ? 0.5 : 0.1));
        const judge = Number(random() < (isUnsafe ? 0.8 : 0.1));
        const chance = isHard ? 0.6 : 0.1;
        const isDrawn = random() < chance;
        return { people: isDrawn ? isUnsafe : null, judge, stratum: `${i % 3}`, chance: isDrawn ? chance : null };
      });
      return numberOf(measureEstimates(rows, true, true), key) ?? Number.NaN;
    });
    expect(Math.abs(rates.reduce((sum, rate) => sum + rate, 0) / 150 - 0.3)).toBeLessThan(0.008);
  });

  test("keeps items without the judge's label for people alone, and says what is in no figure or was taken for another label", async () => {
    const file = makeFile("gaps.csv", [
      "ann,gpt",
      ...["unsafe,", "unsafe,NA", "safe,safe", "unsafe,unsafe", "NA,ERROR", "safe,ERROR", "Unsafe,unsafe", "NA,"],
    ]);
    const read = await readEstimates(file, columns);
    const ways = measureEstimates(read.rows, true, false);
    expect([numberOf(ways, "people"), read.rows.length, read.blank]).toEqual([4 / 6, 7, 1]);
    expect(read.others).toEqual([
      { text: "safe", count: 3 },
      { text: "ERROR", count: 2 },
    ]);
    expect(describeLeftOut(read, "unsafe")).toEqual([
      "2 items without a label of the judge: in the figures of people alone only.",
      "1 row without a label of people or judge: left out.",
      'Taken as not "unsafe": "safe" 3x, "ERROR" 2x. What of this is no label, name it with --missing.',
    ]);
  });

  test("refuses chances and numbers that are none, and files without people", async () => {
    const odd = makeFile("odd.csv", ["ann,gpt,chance", "unsafe,safe,0"]);
    await expect(readEstimates(odd, { ...columns, chance: "chance" })).rejects.toThrow(
      /:2 chance: a chance lies above 0/,
    );
    const words = makeFile("words.csv", ["ann,gpt", "good,3"]);
    await expect(readEstimates(words, { ...columns, label: null })).rejects.toThrow(/"good" is no number/);
    const none = makeFile("none.csv", ["ann,gpt", "NA,safe"]);
    await expect(readEstimates(none, columns)).rejects.toThrow(/no row with labels of both/);
  });
});

describe("the label whose rate is asked for", () => {
  test("is the same in any spelling", async () => {
    const file = makeFile("spelled.csv", ["ann,gpt", "Unsafe,unsafe ", "UNSAFE,safe", "safe,safe"]);
    const { rows } = await readEstimates(file, columns);
    expect(rows.map(({ people, judge }) => [people, judge])).toEqual([
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  test("is refused by name, with the labels there are, where nobody ever gave it", async () => {
    const file = makeFile("absent.csv", ["ann,gpt", "unsafe,safe", "NA,Unsafe", "safe,safe", "Unsafe,safe"]);
    const typed = { ...columns, label: "un safe?" };
    const read = await readEstimates(file, typed);
    expect(() => requireLabel(file, typed.label, read)).toThrow(
      /^Nobody gave the label "un safe\?" \(--label\) in .*absent.csv. Its labels: safe, Unsafe.$/,
    );
    requireLabel(file, columns.label, await readEstimates(file, columns));
  });

  test("may be one that only items without the judge's label have", async () => {
    const file = makeFile("people-only.csv", ["ann,gpt", "unsafe,", "safe,safe"]);
    requireLabel(file, columns.label, await readEstimates(file, columns));
  });
});

test("figures that may be watched are wider than one look and name what they rest on", async () => {
  const lines = makeItems(() => 1).map((line, i) => (i === 0 ? `bob,${line}` : `${line.split(",")[0]},${line}`));
  const file = makeFile("watch.csv", lines);
  const columns = { humans: ["ann", "bob"], judge: "gpt", cluster: "look" as const, missing: [] };
  const { ratings, clusters } = await readWatched(file, columns);
  expect(clusters).toBeNull();
  const watched = measureWatch(ratings, 2, clusters);
  expect(watched.map(({ key, items }) => [key, items])).toEqual([
    ["percent", 600],
    ["fleiss", 600],
    ["accuracy", 600],
  ]);
  const [percent, fleiss, accuracy] = watched.map(({ result }) => requireDefined(result));
  expect([percent?.value, fleiss?.value]).toEqual([1, 1]);
  expect(percent?.interval.low).toBeGreaterThan(0.97);
  expect(accuracy?.interval.low).toBeGreaterThan(0.7);
});

describe("items that share a prompt", () => {
  const shared = { humans: ["ann", "bob"], judge: "gpt", missing: [] };
  /** 120 prompts of ten items each, on all of which people and judge say the same, or not. */
  const lines = Array.from({ length: 1200 }, (_, i) => {
    const prompt = Math.floor(i / 10);
    const own = prompt % 3 === 0 ? "a" : "b";
    return prompt % 4 === 0 ? `p${prompt},a,b,a` : `p${prompt},${own},${own},${prompt % 2 === 0 ? "a" : "b"}`;
  });
  const readShared = async (cluster: Parameters<typeof readWatched>[1]["cluster"]) => {
    const file = makeFile("shared.csv", ["prompt,ann,bob,gpt", ...lines]);
    const { ratings, clusters } = await readWatched(file, { ...shared, cluster });
    return measureWatch(ratings, 2, clusters);
  };
  const widthOf = ({ interval }: { interval: { low: number; high: number } }) => interval.high - interval.low;

  test("are watched as one value each, found by the column's name", async () => {
    const found = await readShared("look");
    expect(found.map(({ items, clusters }) => [items, clusters])).toEqual([
      [1200, 120],
      [1200, 120],
      [900, 90],
    ]);
    const alone = await readShared(null);
    expect(alone.map(({ clusters }) => clusters)).toEqual([null, null, null]);
    for (const [place, { result }] of found.entries()) {
      const other = alone[place]?.result ?? { defined: false as const, because: "" };
      expect(requireDefined(result).value).toBeCloseTo(requireDefined(other).value, 12);
      expect(widthOf(requireDefined(result))).toBeGreaterThan(1.5 * widthOf(requireDefined(other)));
    }
    expect(await readShared({ column: "prompt" })).toEqual(found);
  });

  test("have the interval of a file with one such item a prompt", async () => {
    const file = makeFile("one-each.csv", ["prompt,ann,bob,gpt", ...lines.filter((_, i) => i % 10 === 0)]);
    const { ratings } = await readWatched(file, { ...shared, cluster: null });
    const each = measureWatch(ratings, 2, null).map(({ result }) => result);
    expect((await readShared("look")).map(({ result }) => result)).toEqual(each);
  });
});
