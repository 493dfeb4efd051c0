import { expect, test } from "vitest";
import { sayPeople } from "@/lib/analysis/say-people";

test("a place in a list of votes is not called a person", () => {
  expect([1, 3].map((raters) => sayPeople({ raters, anonymous: 0 }))).toEqual(["1 person", "3 people"]);
  expect(sayPeople({ raters: 76, anonymous: 76 })).toBe("76 anonymous places");
  expect(sayPeople({ raters: 4, anonymous: 1 })).toBe("3 people and 1 anonymous place");
});
