import { describe, expect, test } from "vitest";
import {
  describeErased,
  describeLeftOut,
  type HeadlineFacts,
  type HeadlineRule,
  nothingLeftOut,
  reasonLeftOut,
} from "@/lib/counting/headline";

const rule: HeadlineRule = { version: 2, countRepeats: false, countSimulated: false };
const person: HeadlineFacts["rater"] = { kind: "HUMAN", origin: "APP", status: "ACTIVE", sawConditions: false };
const label: HeadlineFacts = { purpose: "PRIMARY", occurrence: 1, isLatest: true, version: 2, rater: person };

describe("what counts", () => {
  test.each(["PRIMARY", "IMPORTED"] as const)(
    "a person's latest %s label under the named version counts",
    (purpose) => {
      expect(reasonLeftOut({ ...label, purpose }, rule)).toBeNull();
    },
  );

  test.each([
    ["TRAINING", "training"],
    ["QUALIFICATION", "qualification"],
    ["GOLD", "gold"],
    ["REPEAT", "repeat"],
    ["AUDIT", "audit"],
    ["ADJUDICATION", "adjudication"],
    ["SURPLUS", "surplus"],
  ] as const)("%s is left out as %s", (purpose, reason) => {
    expect(reasonLeftOut({ ...label, purpose }, rule)).toBe(reason);
  });

  test.each([
    [{ status: "WITHDRAWN" }, "withdrawn"],
    [{ status: "PAUSED" }, null],
    [{ origin: "SIMULATED" }, "simulated"],
    [{ origin: "IMPORTED" }, null],
    [{ sawConditions: true }, "sawConditions"],
    [{ kind: "ADJUDICATOR" }, "adjudication"],
    [{ kind: "JUDGE" }, null],
  ] as const)("a rater with %o is left out as %s", (facts, reason) => {
    expect(reasonLeftOut({ ...label, rater: { ...person, ...facts } }, rule)).toBe(reason);
  });

  test("a revision that was replaced and a label of another version are left out", () => {
    expect(reasonLeftOut({ ...label, isLatest: false }, rule)).toBe("replaced");
    expect(reasonLeftOut({ ...label, version: 1 }, rule)).toBe("otherVersion");
    expect(reasonLeftOut({ ...label, version: 1 }, { ...rule, version: "all" })).toBeNull();
  });

  test("a repeat counts only when the rule says so, whether the app or a file repeated it", () => {
    const inFile: HeadlineFacts = { ...label, purpose: "IMPORTED", occurrence: 2 };
    expect(reasonLeftOut(inFile, rule)).toBe("repeat");
    for (const repeat of [inFile, { ...label, purpose: "REPEAT" as const }])
      expect(reasonLeftOut(repeat, { ...rule, countRepeats: true })).toBeNull();
  });

  test("simulated raters count in a demo study", () => {
    const simulated = { ...label, rater: { ...person, origin: "SIMULATED" as const } };
    expect(reasonLeftOut(simulated, { ...rule, countSimulated: true })).toBeNull();
  });
});

test("what was left out is said in words, each reason with its number", () => {
  expect(describeLeftOut(nothingLeftOut())).toBe("Nothing was left out.");
  expect(describeLeftOut({ ...nothingLeftOut(), gold: 1 })).toBe("Left out: 1 gold check.");
  expect(describeLeftOut({ ...nothingLeftOut(), repeat: 1200, training: 1 })).toBe(
    "Left out: 1 training label, 1,200 repeats.",
  );
});

test("labels that were erased are told by their number, and nothing where there are none", () => {
  expect(describeErased(0)).toBe("");
  expect(describeErased(1)).toBe("1 label of the study was erased when its giver withdrew.");
  expect(describeErased(1200)).toBe("1,200 labels of the study were erased when their givers withdrew.");
});
