import { expect, test } from "vitest";
import {
  idleAfterMs,
  noteSign,
  noteVisibility,
  readActiveMs,
  startStopwatch,
  wasActive,
} from "@/components/annotate/active-time";

test("time with signs of life counts in full", () => {
  let watch = startStopwatch(1000, true, 60_000);
  watch = noteSign(watch, 11_000);
  watch = noteSign(watch, 40_000);
  expect(readActiveMs(watch, 45_000)).toBe(44_000);
});

test("a silence counts as long as reading may take, and no longer", () => {
  const watch = noteSign(startStopwatch(0, true, 60_000), 10_000);
  expect(readActiveMs(watch, 100_000)).toBe(70_000);
  expect(readActiveMs(noteSign(watch, 100_000), 101_000)).toBe(71_000);
});

test("92 s of reading 400 words without a touch are 92 s, and of an hour away it is 100 s", () => {
  const watch = startStopwatch(0, true, idleAfterMs(400));
  expect(readActiveMs(watch, 92_000)).toBe(92_000);
  expect(readActiveMs(watch, 3_600_000)).toBe(100_000);
  expect(idleAfterMs(12)).toBe(60_000);
});

test("somebody has been there within the time asked for, or may still be reading", () => {
  const watch = startStopwatch(0, true, 60_000);
  expect([59_000, 61_000].map((now) => wasActive(watch, now, 20_000))).toEqual([true, false]);
  expect(wasActive(watch, 500_000, 600_000)).toBe(true);
  expect(wasActive(noteVisibility(watch, false, 1000), 2000, 600_000)).toBe(false);
});

test("a hidden page does not count, and coming back begins anew", () => {
  let watch = startStopwatch(0, true, 60_000);
  watch = noteVisibility(watch, false, 5000);
  expect(readActiveMs(watch, 60_000)).toBe(5000);
  watch = noteVisibility(watch, true, 60_000);
  expect(readActiveMs(watch, 62_000)).toBe(7000);
});

test("a sign while hidden (a media key) adds nothing", () => {
  const hidden = startStopwatch(0, false, 60_000);
  expect(readActiveMs(noteSign(hidden, 4000), 9000)).toBe(0);
});

test("an earlier visit's time is carried on", () => {
  expect(readActiveMs(startStopwatch(500, true, 60_000, 7000), 1500)).toBe(8000);
});

test("a clock that steps back never takes time away", () => {
  const watch = noteSign(startStopwatch(10_000, true, 60_000), 20_000);
  expect(readActiveMs(noteSign(watch, 15_000), 15_000)).toBe(10_000);
});
