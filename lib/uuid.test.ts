import { expect, test } from "vitest";
import { isUuid, timeOrderedUuid } from "@/lib/uuid";

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("an id of a moment begins with its milliseconds, and each is another", () => {
  const [before, ids, after] = [Date.now(), Array.from({ length: 1000 }, timeOrderedUuid), Date.now()];
  for (const id of ids) {
    expect(id).toMatch(version7);
    const time = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(after);
  }
  expect(new Set(ids).size).toBe(1000);
});

test.each([
  ["as the database writes it", "0190a3b0-7c1d-7e3a-8f2b-0123456789ab", true],
  ["in capitals", "0190A3B0-7C1D-7E3A-8F2B-0123456789AB", false],
  ["with something behind it", "0190a3b0-7c1d-7e3a-8f2b-0123456789ab'", false],
  ["that is a name", "safety", false],
])("a text %s is a UUID or none", (_, text, expected) => {
  expect(isUuid(text)).toBe(expected);
});
