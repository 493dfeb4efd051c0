import { expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { kappasBesidePeople } from "@/lib/stats/judges/kappa-beside-people";
import { requireDefined } from "@/lib/stats/require-defined";

// Reference: plain Python, kappa = 1 - n sum(d o) / sum(d e) with squared distances, mean over the two others.
const people = [
  [1, 2, 2],
  [2, 2, 3],
  [3, 3, 3],
  [4, 3, 5],
  [5, 5, 4],
  [1, 1, 2],
  [2, 4, 3],
  [4, 4, 4],
];
const judge = [2, 2, 3, 4, 5, 1, 3, 3];
const reference = [
  [0.7728571428571429, 0.8065774804905239],
  [0.6928571428571428, 0.8151910982099662],
  [0.6799999999999999, 0.8781788351107465],
];
const codes = judge.map((value) => value - 1);

test("holds the judge and each person against the very same others", () => {
  const { people: own, ...medians } = requireDefined(
    kappasBesidePeople(codeRatings(people, [1, 2, 3, 4, 5]), codes, "quadratic"),
  );
  expect(own.map(({ rater, others }) => [rater, others])).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
  ]);
  for (const [place, [person, ofJudge]] of reference.entries()) {
    expect(own[place].person).toBeCloseTo(person, 12);
    expect(own[place].judge).toBeCloseTo(ofJudge, 12);
  }
  expect(medians.medianPerson).toBeCloseTo(reference.map(([person]) => person).sort()[1], 12);
  expect(medians.medianJudge).toBeCloseTo(reference.map(([, ofJudge]) => ofJudge).sort()[1], 12);
});

test("a copy of a person is as near to the others as that person is", () => {
  const copy = people.map(([, second]) => second - 1);
  const { people: own } = requireDefined(kappasBesidePeople(codeRatings(people, [1, 2, 3, 4, 5]), copy));
  expect(own[1].judge).toBe(own[1].person);
});

test("without a kappa beside another there is none, and why", () => {
  const same = codeRatings(
    [
      [0, 0],
      [0, 0],
    ],
    [0, 1],
  );
  expect(kappasBesidePeople(same, [0, 0])).toMatchObject({ defined: false });
  expect(() => kappasBesidePeople(same, [0])).toThrow("1 labels of the judge for 2 units");
});
