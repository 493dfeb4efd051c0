import { expect, test } from "vitest";
import { describeVerdict, listUnmet, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import type { StratumVerdict } from "@/lib/measure/verdict/strata";
import type { Verdict } from "@/lib/measure/verdict/verdict";

const holds = { key: "people", name: "enough people", isMet: true, found: "3 people" };
const fails = { key: "test", name: "alternative-annotator test", isMet: false, found: "wins against 0 of 3" };
const stratum = (state: StratumVerdict["state"], found = ""): StratumVerdict => ({
  factor: "domain",
  level: state,
  units: 12,
  state,
  found,
});
const verdict = (given: Partial<Verdict>): Verdict => ({
  answer: "may",
  preconditions: [holds],
  requirements: [holds, { ...holds, name: "better than chance" }],
  strata: [],
  ...given,
});

test("a yes counts what it was asked in, and says which parts could not be tested", () => {
  const said = (strata: StratumVerdict[]) => describeVerdict("gpt", verdict({ strata }));
  expect(said([])).toBe("gpt may replace people here: all 2 requirements are met.");
  expect(said([stratum("passed")])).toMatch(/are met\. No part fails of the 1 that it was asked in\.$/);
  expect(said([stratum("passed"), stratum("untestable")])).toMatch(
    /No part fails of the 2 that it was asked in; 1 of them could not be tested\.$/,
  );
});

test("a no names what failed, requirements and parts; no verdict names what has to be known first", () => {
  const failed = stratum("failed", "kappa .1");
  const no = verdict({ answer: "may-not", requirements: [holds, fails], strata: [stratum("passed"), failed] });
  expect(describeVerdict("gpt", no)).toBe(
    "gpt may not replace people: alternative-annotator test (wins against 0 of 3); domain failed (kappa .1).",
  );
  const none = verdict({ answer: "none", preconditions: [holds, fails], strata: [failed] });
  expect(listUnmet(none)).toEqual([fails]);
  expect(describeVerdict("gpt", none)).toMatch(/^No verdict on gpt: alternative-annotator test/);
});

test("each thing that was weighed is a row, a part by its items where nothing was found", () => {
  const rows = listVerdict(
    verdict({ requirements: [fails], strata: [stratum("untestable"), stratum("passed", "ok")] }),
  );
  expect(rows).toEqual([
    ["enough people", "yes", "3 people"],
    ["alternative-annotator test", "no", "wins against 0 of 3"],
    ["in domain untestable", "not testable", "12 items"],
    ["in domain passed", "yes", "ok"],
  ]);
});
