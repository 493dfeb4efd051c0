import { countOf } from "@/lib/format-number";
import type { Requirement } from "@/lib/measure/verdict/requirements";
import type { StratumVerdict } from "@/lib/measure/verdict/strata";
import type { Verdict } from "@/lib/measure/verdict/verdict";

const say = ({ name, found }: Pick<Requirement, "name" | "found">) => `${name} (${found})`;

const nameOf = ({ factor, level }: StratumVerdict) => `${factor} ${level}`;

function describeStrata(strata: readonly StratumVerdict[]): string {
  if (strata.length === 0) return "";
  const untestable = strata.filter(({ state }) => state === "untestable").length;
  const tested = `No part fails of the ${strata.length} that it was asked in`;
  return untestable === 0 ? ` ${tested}.` : ` ${tested}; ${untestable} of them could not be tested.`;
}

/** The verdict in a sentence or two, with what failed and its numbers. */
export function describeVerdict(name: string, { answer, preconditions, requirements, strata }: Verdict): string {
  const open = preconditions.filter(({ isMet }) => !isMet).map(say);
  if (answer === "none") return `No verdict on ${name}: ${open.join("; ")}.`;
  if (answer === "may")
    return `${name} may replace people here: all ${countOf(requirements.length, "requirement")} are met.${describeStrata(strata)}`;
  const failed = [
    ...requirements.filter(({ isMet }) => !isMet).map(say),
    ...strata.filter(({ state }) => state === "failed").map((own) => say({ name: nameOf(own), found: own.found })),
  ];
  return `${name} may not replace people: ${failed.join("; ")}.`;
}

/** Everything that was weighed, a row each: what, whether it holds, and what was found. */
export function listVerdict({ preconditions, requirements, strata }: Verdict): [string, string, string][] {
  const rowOf = ({ name, isMet, found }: Requirement): [string, string, string] => [name, isMet ? "yes" : "no", found];
  const words = { passed: "yes", failed: "no", untestable: "not testable" };
  return [
    ...[...preconditions, ...requirements].map(rowOf),
    ...strata.map((own): [string, string, string] => [
      `in ${nameOf(own)}`,
      words[own.state],
      own.found || countOf(own.units, "item"),
    ]),
  ];
}
