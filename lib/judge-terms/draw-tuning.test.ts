import { expect, test } from "vitest";
import { drawTuning, type SplitItem } from "@/lib/judge-terms/draw-tuning";

/** 100 prompts under two conditions each; every fourth prompt is hard. */
const items: SplitItem[] = Array.from({ length: 200 }, (_, place) => {
  const prompt = Math.floor(place / 2);
  return {
    id: `i${place}`,
    task: `t${prompt}`,
    stratum: `${place % 2 === 0 ? "nurse" : "poet"} ${prompt % 4 === 0 ? "hard" : "easy"}`,
  };
});
const placeOf = (id: string) => Number(id.slice(1));
const isHard = (id: string) => Math.floor(placeOf(id) / 2) % 4 === 0;

test.each([0.1, 0.2, 0.5])("a share of %d is taken of every stratum", (share) => {
  for (let seed = 0; seed < 20; seed++) {
    const taken = drawTuning(items, { share, seed });
    const hard = taken.filter(isHard).length;
    expect(Math.abs(taken.length - 200 * share)).toBeLessThanOrEqual(2);
    expect(Math.abs(hard - 50 * share)).toBeLessThanOrEqual(2);
  }
});

test("items of one prompt go together, so that none of its items is held out", () => {
  const taken = new Set(drawTuning(items, { share: 0.3, seed: 4 }).map((id) => Math.floor(placeOf(id) / 2)));
  const other = items.filter(({ task }) => taken.has(Number(task.slice(1))));
  expect(other).toHaveLength(drawTuning(items, { share: 0.3, seed: 4 }).length);
});

test("the same seed draws the same, whatever order items come in; another draws others", () => {
  const sorted = (ids: string[]) => ids.sort();
  const once = sorted(drawTuning(items, { share: 0.2, seed: 1 }));
  expect(sorted(drawTuning(items.toReversed(), { share: 0.2, seed: 1 }))).toEqual(once);
  expect(sorted(drawTuning(items, { share: 0.2, seed: 2 }))).not.toEqual(once);
});
