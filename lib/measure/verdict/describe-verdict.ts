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

/** What stands in the way: of any verdict, else of a yes. */
export function listUnmet({ answer, preconditions, requirements, strata }: Verdict): { name: string; found: string }[] {
  const isUnmet = ({ isMet }: Requirement) => !isMet;
  if (answer === "none") return preconditions.filter(isUnmet);
  const failed = strata.filter(({ state }) => state === "failed");
  return [...requirements.filter(isUnmet), ...failed.map((own) => ({ name: nameOf(own), found: own.found }))];
}

/** The verdict in a sentence or two, with what failed and its numbers. */
export function describeVerdict(name: string, verdict: Verdict): string {
  const { answer, requirements, strata } = verdict;
  if (answer === "may")
    return `${name} may replace people here: all ${countOf(requirements.length, "requirement")} are met.${describeStrata(strata)}`;
  const what = answer === "none" ? `No verdict on ${name}` : `${name} may not replace people`;
  return `${what}: ${listUnmet(verdict).map(say).join("; ")}.`;
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
