import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareJson } from "./compare";
import { fixtureFile } from "./layout";
import { parseInOrder } from "./read-json-file";
import { runChecks } from "./run-checks";

const file = "../shared/fixtures/fixtures.json";
const exact = { relative: 1e-8, absolute: 1e-10 };

describe.skipIf(!existsSync(file))(`reference values (skipped where ${file} is absent)`, () => {
  test("every check passes or is skipped for a reason", { timeout: 120_000 }, () => {
    const outcomes = runChecks(fixtureFile.parse(parseInOrder(readFileSync(file, "utf8"))));
    const failed = outcomes.filter(({ outcome }) => outcome.kind === "failed");
    expect(failed).toEqual([]);
    expect(outcomes.filter(({ outcome }) => outcome.kind === "passed").length).toBeGreaterThan(2300);
  });
});

test("a wrong value, a missing one and an unknown statistic are told apart", () => {
  const data = {
    matrix: [
      ["a", "a"],
      ["a", "b"],
      ["b", "b"],
    ],
    categories: ["a", "b"],
  };
  const check = { tool: "by hand", role: "reference" };
  const outcomes = runChecks(
    fixtureFile.parse([
      {
        id: "three",
        kind: "ratings",
        data,
        checks: [
          { ...check, statistic: "percentAgreement", expected: { value: 2 / 3 } },
          { ...check, statistic: "percentAgreement", expected: { value: 0.7 } },
          { ...check, statistic: "percentAgreement", expected: { median: 1 } },
          { ...check, statistic: "sharpness", expected: { value: 1 } },
          { ...check, statistic: "percentAgreement", role: "tool-behaviour", expected: { value: 1 } },
        ],
      },
    ]),
  );
  expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(["passed", "failed", "failed", "failed", "skipped"]);
});

test("lists, absent numbers and tolerances are compared as the file means them", () => {
  expect(compareJson({ a: [1, "NaN"] }, { a: [1 + 1e-12, null] }, exact)).toEqual([]);
  expect(compareJson({ a: [1, 2] }, { a: [1] }, exact)).toHaveLength(1);
  expect(compareJson({ a: null }, {}, exact)).toEqual([{ path: "a", expected: null, got: undefined }]);
  expect(compareJson({ a: { b: 1 }, c: 2 }, { a: { b: 5 }, c: 2 }, exact, new Set(["a.b"]))).toEqual([]);
});
