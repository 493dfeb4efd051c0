import { expect, test } from "vitest";
import { standIn } from "@/lib/measure/stand-in";
import { tableGround } from "@/lib/measure/table";
import { peopleAlpha } from "@/lib/measure/verdict/evidence";
import { weighPeople, weighTest } from "@/lib/measure/verdict/requirements";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { defined, undefinedBecause } from "@/lib/stats/defined";
import { requireDefined } from "@/lib/stats/require-defined";

/** Three people on forty items, one of whom errs on every fifth, and a judge who is right. */
function makeEvidence() {
  const truths = Array.from({ length: 40 }, (_, unit) => unit % 2);
  const people = truths.map((truth, unit) => [truth, truth, unit % 5 === 0 ? 1 - truth : truth]);
  const table = { ...codeRatings(people, [0, 1]), names: ["ann", "ben", "cleo"] };
  const rules = { level: "nominal", weights: "unweighted", seed: 1, clusters: null, epsilon: 0.2 } as const;
  const { ground } = tableGround(table, Int32Array.from(truths), rules);
  const alpha = requireDefined(peopleAlpha(ground));
  return { ground, alpha, test: requireDefined(standIn(ground, Int32Array.from(truths))) };
}

const { ground, alpha, test: tested } = makeEvidence();

test.each([
  [0.5, true],
  [0.499, false],
])("a judge that wins against a share of %d of the people has what is needed: %s", (winningRate, isMet) => {
  expect(weighTest({ test: defined({ ...tested, winningRate }) })).toMatchObject({ isMet });
});

const untested = undefinedBecause("nobody has enough");
const agreementWith = (low: number) => {
  const interval = defined({ ...requireDefined(alpha.interval), low });
  return weighPeople(ground, { test: untested, peopleAlpha: defined({ ...alpha, interval }) })[1];
};

test.each([
  [0.001, true],
  [0, false],
  [-0.001, false],
])("people whose agreement begins at %d agree beyond chance: %s", (low, isMet) => {
  expect(agreementWith(low)).toMatchObject({ key: "agreement", isMet });
});
