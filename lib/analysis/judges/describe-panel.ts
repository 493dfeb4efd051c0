import { countOf, formatCoefficient, formatPercent } from "@/lib/format-number";
import type { Defined } from "@/lib/stats/defined";
import type { EffectiveVotes } from "@/lib/stats/judges/effective-votes";

/** What the judges are worth together, in words; empty where there is one. */
export function describePanel(votes: Defined<EffectiveVotes> | null): string {
  if (votes === null) return "";
  if (!votes.defined) return `How many votes the judges are worth together is not defined: ${votes.because}.`;
  const { judges, units, kish, eigenvalue, independent, coincident } = votes.value;
  const p = coincident.p < 0.001 ? "< .001" : formatCoefficient(coincident.p);
  const said = (of: { kish: number; eigenvalue: number }) =>
    `${formatCoefficient(of.kish)} by Kish's estimator and ${formatCoefficient(of.eigenvalue)} by the largest eigenvalue`;
  return `On ${countOf(units, "item")} that all of them answered, ${judges} judges are worth ${said({ kish, eigenvalue })} (${said(independent)} if their errors were independent). Two of them err together on ${formatPercent(coincident.observed)}, where chance alone gives ${formatPercent(coincident.expected)} (p ${p}).`;
}
