import { expect, test } from "vitest";
import { cryptoRandom, drawSeed } from "@/lib/crypto-random";
import { drawFreePseudonym, drawPseudonym } from "@/lib/raters/pseudonym";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

test("a pseudonym is two words and a number", () => {
  for (let draw = 0; draw < 1000; draw++)
    expect(drawPseudonym(cryptoRandom)).toMatch(/^[a-z]{3,8}-[a-z]{3,8}-[1-9]\d$/);
});

test("the same chance draws the same name, another one another", () => {
  expect(drawPseudonym(seededRandom(1))).toBe(drawPseudonym(seededRandom(1)));
  expect(drawPseudonym(seededRandom(1))).not.toBe(drawPseudonym(seededRandom(2)));
});

test("a thousand raters of one study have a thousand names", () => {
  const taken = new Set<string>();
  const random = seededRandom(7);
  const drawn = Array.from({ length: 1000 }, () => drawFreePseudonym(random, taken));
  expect(new Set(drawn).size).toBe(1000);
  expect(taken.size).toBe(1000);
});

test("there are enough names: more than half a million", () => {
  // With n names, 2000 draws repeat about 2000² / 2n times; fewer than 10 repeats mean n above 200,000 with room to spare.
  const random = seededRandom(3);
  const drawn = Array.from({ length: 2000 }, () => drawPseudonym(random));
  expect(drawn.length - new Set(drawn).size).toBeLessThan(10);
});

test("when all names are taken it says so instead of turning for ever", () => {
  const stuck = () => 0;
  const taken = new Set([drawPseudonym(stuck)]);
  expect(() => drawFreePseudonym(stuck, taken)).toThrow(/drawFreePseudonym/);
});

test("a seed fits the database's integer", () => {
  expect(drawSeed(() => 0)).toBe(0);
  expect(drawSeed(() => 1 - 2 ** -32)).toBe(2 ** 31 - 1);
});
