import { expect, test } from "vitest";
import { formatLately, formatMoment, formatTimeOfDay } from "@/lib/format-moment";

const at = new Date("2026-11-27T13:05:00Z");

test("a moment names the zone it is told in", () => {
  expect(formatMoment(at, "UTC")).toBe("27 Nov 2026, 13:05 UTC");
  expect(formatMoment(at, "Europe/Berlin")).toBe("27 Nov 2026, 14:05 CET");
  expect(formatMoment(at, "Asia/Tokyo")).toBe("27 Nov 2026, 22:05 GMT+9");
});

test("so does a time of day", () => {
  expect(formatTimeOfDay(at, "Europe/Berlin")).toBe("14:05 CET");
});

test("what was on another day, where it is told, has its day with it", () => {
  const [sameDay, nextDay] = [new Date("2026-11-27T22:30:00Z"), new Date("2026-11-27T23:30:00Z")];
  expect(formatLately(at, sameDay, "Europe/Berlin")).toBe("14:05 CET");
  expect(formatLately(at, nextDay, "Europe/Berlin")).toBe("27 Nov 2026, 14:05 CET");
});
