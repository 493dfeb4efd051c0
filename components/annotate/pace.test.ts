import { expect, test } from "vitest";
import {
  describeMinutes,
  isBreakDue,
  minutesLeft,
  notePace,
  type Pace,
  startingPace,
} from "@/components/annotate/pace";

const minute = 60_000;
/** Items of so much active time, one after another, with nothing between them. */
const label = (pace: Pace, ...actives: number[]) =>
  actives.reduce((now, activeMs) => notePace(now, { activeMs, at: (now.lastAt ?? 0) + activeMs }), pace);

test("what is left is told from one's own pace, once there is one, and one long look does not move it", () => {
  expect(minutesLeft(label(startingPace, minute, minute, minute), 10)).toBeNull();
  expect(minutesLeft(label(startingPace, minute, minute, 40 * minute, minute), 10)).toBe(10);
  expect(minutesLeft(label(startingPace, 1, 1, 1, 1), 10)).toBe(1);
  expect(minutesLeft(label(startingPace, minute, minute, minute, minute), 0)).toBeNull();
});

test("who has become quicker is told so: the last twenty count", () => {
  const slow = label(startingPace, ...Array.from({ length: 30 }, () => 2 * minute));
  expect(minutesLeft(slow, 10)).toBe(20);
  expect(minutesLeft(label(slow, ...Array.from({ length: 20 }, () => minute)), 10)).toBe(10);
});

test.each([
  [7, "7 min"],
  [43, "45 min"],
  [88, "90 min"],
  [170, "3 h"],
])("%i minutes are said as %s", (minutes, words) => {
  expect(describeMinutes(minutes)).toBe(words);
});

test("a break is due once after 45 minutes without one, and again after as many", () => {
  const before = label(startingPace, 44 * minute);
  const after = label(before, 2 * minute);
  expect(isBreakDue(before, after)).toBe(true);
  expect(isBreakDue(after, label(after, minute))).toBe(false);
  const rested = notePace(after, { activeMs: minute, at: (after.lastAt ?? 0) + 7 * minute });
  expect(rested.sinceBreakMs).toBe(minute);
  expect(isBreakDue(after, rested)).toBe(false);
});
