import { expect, test } from "vitest";
import { isIdle, noteSign, noteVisibility, readActiveMs, startStopwatch } from "@/components/annotate/active-time";

test("time with signs of life counts in full", () => {
  let watch = startStopwatch(1000, true);
  watch = noteSign(watch, 11_000);
  watch = noteSign(watch, 40_000);
  expect(readActiveMs(watch, 45_000)).toBe(44_000);
});

test("a silence counts for its first 30 s only", () => {
  const watch = noteSign(startStopwatch(0, true), 10_000);
  expect(readActiveMs(watch, 100_000)).toBe(40_000);
  expect(isIdle(watch, 100_000)).toBe(true);
  expect(readActiveMs(noteSign(watch, 100_000), 101_000)).toBe(41_000);
});

test("a hidden page does not count, and coming back begins anew", () => {
  let watch = startStopwatch(0, true);
  watch = noteVisibility(watch, false, 5000);
  expect(readActiveMs(watch, 60_000)).toBe(5000);
  watch = noteVisibility(watch, true, 60_000);
  expect(readActiveMs(watch, 62_000)).toBe(7000);
});

test("a sign while hidden (a media key) adds nothing", () => {
  const hidden = startStopwatch(0, false);
  expect(readActiveMs(noteSign(hidden, 4000), 9000)).toBe(0);
});

test("an earlier visit's time is carried on", () => {
  expect(readActiveMs(startStopwatch(500, true, 7000), 1500)).toBe(8000);
});

test("a clock that steps back never takes time away", () => {
  const watch = noteSign(startStopwatch(10_000, true), 20_000);
  expect(readActiveMs(noteSign(watch, 15_000), 15_000)).toBe(10_000);
});
