import { describe, expect, test } from "vitest";
import { fixtureFile } from "./layout";
import { parseInOrder } from "./read-json-file";
import { runChecks } from "./run-checks";

type Given = { statistic: string; expected: unknown; options?: unknown; tolerance?: unknown; role?: string };

/** Runs one check on one data set, as a file would have them; what came of it, or where it differs. */
function runOne(kind: string, data: unknown, check: Given) {
  const set = { id: "one", kind, data, checks: [{ tool: "by hand", role: "reference", ...check }] };
  const [outcome] = runChecks(fixtureFile.parse(parseInOrder(JSON.stringify([set]))));
  return outcome?.outcome.kind === "failed" ? outcome.outcome.differences : outcome?.outcome.kind;
}

const near = { absolute: 5e-5 };

/** Six units of two raters; observed agreement 4 of 6. */
const plain = [
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 3],
  [3, null],
  [2, 3],
  [3, 3],
];
const percent = { statistic: "percentAgreement", expected: { value: 4 / 6 } };

describe("ratings are read whichever way a file has them", () => {
  const text = plain.map((row) => row.map((own) => (own === null ? "" : String(own))));
  const columns = [0, 1].map((rater) => plain.map((row) => row[rater] ?? null));
  test.each<[string, unknown]>([
    ["one row a unit", { matrix: plain, categories: [1, 2, 3] }],
    ["text where categories are numbers, empty where nothing is", { matrix: text, categories: [1, 2, 3] }],
    ["NA for what is missing", { matrix: plain.map((row) => row.map((own) => own ?? "NA")) }],
    ["rows that end early", { matrix: plain.map((row) => row.filter((own) => own !== null)) }],
    ["one row a rater", { matrix: columns, orientation: "raters x items" }],
    ["one list a rater, by name", { matrix: { "10": columns[0], "2": columns[1] } }],
    ["one record a unit", { matrix: plain.map(([a, b]) => (b === null ? { ann: a } : { ann: a, bob: b })) }],
    ["one by one", { triples: plain.flatMap((row, unit) => row.map((own, rater) => [unit, rater, own])) }],
  ])("%s", (_, data) => {
    expect(runOne("ratings", data, percent)).toBe("passed");
    const alpha = { statistic: "krippendorffAlpha", options: { level: "interval" }, expected: { value: 35 / 46 } };
    expect(runOne("ratings", data, { ...alpha, tolerance: { absolute: 1e-9 } })).toBe("passed");
  });
});

describe("declared categories", () => {
  const words = ["low", "middle", "high"];
  const matrix = plain.map((row) => row.map((own) => (own === null ? null : (words[own - 1] ?? null))));
  const quadratic = { statistic: "fleissKappa", options: { weights: "quadratic" } };

  test("put words into their order", () => {
    const ofNumbers = runOne("ratings", { matrix: plain }, { ...quadratic, expected: { value: 0.775 } });
    const data = { matrix, categories: words };
    const ofWords = runOne("ratings", data, { ...quadratic, expected: { value: 0.775 } });
    expect(ofWords).toEqual(ofNumbers);
  });

  test("that nobody used count where the check says so, and where a paper printed it", () => {
    const data = { matrix: plain, categories: [1, 2, 3, 4] };
    const among = (q: number) => ({ value: (4 / 6 - 1 / q) / (1 - 1 / q) });
    const brennan = { statistic: "brennanPrediger", tolerance: { absolute: 1e-9 } };
    expect(runOne("ratings", data, { ...brennan, options: { categories: "declared" }, expected: among(4) })).toBe(
      "passed",
    );
    expect(runOne("ratings", data, { ...brennan, options: { categories: "observed" }, expected: among(3) })).toBe(
      "passed",
    );
    expect(runOne("ratings", data, { ...brennan, expected: among(3) })).toBe("passed");
    const printed = { statistic: "published:bp", expected: { value: 0.556 }, tolerance: { absolute: 5e-4 } };
    expect(runOne("ratings", data, printed)).toBe("passed");
  });
});

test("raters whose names are numbers keep the order of the file", () => {
  const instances = Array.from({ length: 40 }, (_, i) => String(i));
  const labels = (isWrong: (i: number) => boolean) =>
    Object.fromEntries(instances.map((name, i) => [name, isWrong(i) ? "b" : "a"]));
  const row = (name: string, isWrong: (i: number) => boolean) => `"${name}": ${JSON.stringify(labels(isWrong))}`;
  const humans = [row("10", (i) => i < 20), row("2", (i) => i === 39), row("1", () => false)].join();
  const check = {
    statistic: "altTest",
    options: { llm: "judge", epsilon: 0.2, q: 0.05, scoring: "accuracy" },
    expected: { rejectedIndices: [0, 1, 2] },
    tool: "by hand",
    role: "reference",
  };
  const judge = JSON.stringify(labels(() => false));
  const data = `{"humans": {${humans}}, "llms": {"judge": ${judge}}}`;
  const json = parseInOrder(`[{"id": "x", "kind": "altTest", "data": ${data}, "checks": [${JSON.stringify(check)}]}]`);
  const [set] = fixtureFile.parse(json);
  expect(set?.data.humansInOrder).toEqual(["10", "2", "1"]);
  expect(runChecks(set ? [set] : []).map(({ outcome }) => outcome.kind)).toEqual(["passed"]);
});

test("a key that only looks like one inside a text stays as it is", () => {
  const text = '{"a": "\\"12\\": 3", "12": "x", "b\\"": 1}';
  expect(parseInOrder(text)).toEqual(JSON.parse(text));
});

describe("names that papers and tools use", () => {
  const grants = {
    matrix: [
      [20, 5],
      [10, 15],
    ],
    categories: ["yes", "no"],
  };
  test.each([
    ["published:percentAgreement", 0.7],
    ["published:pe", 0.5],
    ["published:kappa", 0.4],
    ["published:kappaSE", 0.127],
    ["published:kappaSE", 0.1296],
    ["published:hubertConger", 0.4],
    ["published:kappaMax", 0.8],
    ["published:prevalenceIndex", 0.1],
  ])("%s", (statistic, value) => {
    expect(runOne("contingency", grants, { statistic, expected: { value }, tolerance: near })).toBe("passed");
  });

  test("an unknown name is a failed check and not passed over", () => {
    expect(runOne("contingency", grants, { statistic: "published:sharpness", expected: { value: 1 } })).toHaveLength(1);
  });

  // Newcombe (1998), table II.
  test("Newcombe's interval of a difference", () => {
    const check = { statistic: "proportionDiffCI", options: { x1: 56, n1: 70, x2: 48, n2: 80 }, tolerance: near };
    expect(runOne("proportionDiffCI", {}, { ...check, expected: { newcombe: [0.2, 0.0524, 0.3339] } })).toBe("passed");
  });
});

test("workers of patterns are numbered as the file numbers them", () => {
  const patterns = [
    [["a", "a"], 3],
    [["b", "b"], 2],
    [["a", "b"], 1],
  ];
  const check = (skills: unknown, hard: unknown) => ({
    statistic: "labelAggregation",
    options: { model: "oneCoinDawidSkene" },
    expected: { skills, hard },
    tolerance: { absolute: 1 },
  });
  const fromOne = { "1": "a", "2": "a", "3": "a", "4": "b", "5": "b" };
  const fromZero = { "0": "a", "1": "a", "2": "a", "3": "b", "4": "b" };
  expect(runOne("labelAggregation", { patterns }, check({ "1": 0.9, "2": 0.9 }, fromOne))).toBe("passed");
  expect(runOne("labelAggregation", { patterns }, check({ "0": 0.9, "1": 0.9 }, fromZero))).toBe("passed");
});

describe("what being at home adds", () => {
  // R 4.2.2: glm(binomial) of wins at home on the difference of players and a constant.
  const expected = {
    coef: { b: -0.66968584, c: -0.88444633, "at.home": 0.31922887 },
    se: { b: 0.40041916, c: 0.4074996, "at.home": 0.28222745 },
  };
  const homeWins = [
    [0, 7, 8],
    [4, 0, 6],
    [3, 5, 0],
  ];
  const awayWins = [
    [0, 3, 2],
    [5, 0, 4],
    [6, 4, 0],
  ];
  const players = ["a", "b", "c"];
  const games = players.flatMap((home, i) =>
    players.flatMap((away, j) =>
      i === j ? [] : [{ home, away, homeWins: homeWins[i]?.[j], awayWins: awayWins[i]?.[j] }],
    ),
  );
  test.each([
    ["as tables", { players, homeWins, awayWins }],
    ["game by game", { games }],
  ])("%s", (_, data) => {
    const check = { statistic: "bradleyTerryHome", expected, tolerance: { absolute: 1e-6 } };
    expect(runOne("bradleyTerryHome", data, check)).toBe("passed");
  });
});
