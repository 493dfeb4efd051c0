import { describe, expect, test } from "vitest";
import { codeLabels, codeRatings, codeTriples, selectRaters, selectUnits } from "./coded-ratings";

describe("codeRatings", () => {
  test("sorts observed numbers as numbers and keeps them as values", () => {
    const coded = codeRatings([
      [10, 2],
      [null, 9],
    ]);
    expect(coded.categories).toEqual([2, 9, 10]);
    expect([...coded.values]).toEqual([2, 9, 10]);
    expect([...coded.codes]).toEqual([2, 0, -1, 1]);
  });

  test("keeps declared categories in their order, used or not, and ranks text", () => {
    const coded = codeRatings([["Yes"], ["No"]], ["No", "Unsure", "Yes"]);
    expect([...coded.codes]).toEqual([2, 0]);
    expect([...coded.values]).toEqual([1, 2, 3]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s, which is not a missing rating", (value) => {
    expect(() => codeRatings([[value]])).toThrow("codeRatings: ");
  });

  test("refuses rows of unequal length and undeclared categories by place and name", () => {
    expect(() => codeRatings([[1, 2], [1]])).toThrow("row 1 has 1 ratings where row 0 has 2");
    expect(() => codeRatings([["Maybe"]], ["No", "Yes"])).toThrow("Maybe is none of the declared categories");
    expect(() => codeRatings([], ["No", "No"])).toThrow("declared twice");
  });
});

test("codeLabels takes lists of any length", () => {
  const coded = codeLabels([["a"], ["b", "a", "b"], []]);
  expect(coded.raters).toBe(3);
  expect([...coded.codes]).toEqual([0, -1, -1, 1, 0, 1, -1, -1, -1]);
});

test("codeTriples remembers who and what, and refuses a second rating of one unit by one rater", () => {
  const triples = [
    { unit: "u1", rater: "r1", value: "b" },
    { unit: "u2", rater: "r2", value: "a" },
    { unit: "u1", rater: "r2", value: null },
  ];
  const coded = codeTriples(triples);
  expect(coded.unitKeys).toEqual(["u1", "u2"]);
  expect(coded.raterKeys).toEqual(["r1", "r2"]);
  expect([...coded.codes]).toEqual([1, -1, -1, 0]);
  expect(() => codeTriples([...triples, { unit: "u2", rater: "r2", value: "b" }])).toThrow("rates unit u2 twice");
});

test("units and raters can be selected, units repeatedly", () => {
  const coded = codeRatings([
    ["a", "b"],
    ["c", null],
  ]);
  expect([...selectUnits(coded, [1, 0, 1]).codes]).toEqual([2, -1, 0, 1, 2, -1]);
  expect([...selectRaters(coded, [1]).codes]).toEqual([1, -1]);
  expect(() => selectUnits(coded, [2])).toThrow("there is no unit 2");
  expect(() => selectRaters(coded, [2])).toThrow("there is no rater 2");
});
