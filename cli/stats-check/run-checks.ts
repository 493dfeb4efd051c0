import { agreementAnswer } from "./agreement";
import { compareJson, type Difference } from "./compare";
import { contingencyAnswer } from "./contingency";
import type { Answerer, Check, DataSet } from "./layout";
import { otherAnswers } from "./other-kinds";

/** What became of one check. */
type Outcome =
  | { kind: "passed"; notCompared: Record<string, string> }
  | { kind: "failed"; differences: Difference[] }
  | { kind: "skipped"; because: string };

export type CheckOutcome = { id: string; statistic: string; options: Check["options"]; outcome: Outcome };

const answerers: Readonly<Record<string, Answerer>> = {
  ratings: agreementAnswer,
  counts: agreementAnswer,
  contingency: contingencyAnswer,
  "contingency-custom-weights": contingencyAnswer,
  ...otherAnswers,
};

/**
 * Whether a tool's bug shows in these data: it does not where a reference for the same statistic with the same
 * options but for the tool is no different.
 */
function showsBug(set: DataSet, bug: Check): boolean {
  const rivals = set.checks.filter(({ statistic, role }) => statistic === bug.statistic && role === "reference");
  return !rivals.some((rival) => {
    const outcome = runCheck(set, rival);
    return outcome.kind === "passed" && JSON.stringify(rival.expected).includes(String(bug.expected.value));
  });
}

function runCheck(set: DataSet, check: Check): Outcome {
  if (check.role === "tool-behaviour") {
    return { kind: "skipped", because: "tool-behaviour: the tools disagree here; our policy is in docs/methods" };
  }
  const answer = answerers[set.kind]?.(set, check) ?? { skip: `no statistic of ours answers data of kind ${set.kind}` };
  if ("skip" in answer) return { kind: "skipped", because: answer.skip };
  const notCompared = answer.notCompared ?? {};
  const differences = compareJson(check.expected, answer.got, check.tolerance, new Set(Object.keys(notCompared)));
  if (check.role === "tool-bug") {
    if (differences.length > 0 || !showsBug(set, check)) return { kind: "passed", notCompared: {} };
    return {
      kind: "failed",
      differences: [{ path: "(a bug of the tool)", expected: "anything else", got: answer.got }],
    };
  }
  return differences.length === 0 ? { kind: "passed", notCompared } : { kind: "failed", differences };
}

/** Runs every check of every data set. An error of the engine is a failure, not an end. */
export function runChecks(sets: readonly DataSet[]): CheckOutcome[] {
  return sets.flatMap((set) =>
    set.checks.map((check) => {
      const { statistic, options } = check;
      try {
        return { id: set.id, statistic, options, outcome: runCheck(set, check) };
      } catch (error) {
        const differences = [{ path: "(error)", expected: check.expected, got: String(error) }];
        return { id: set.id, statistic, options, outcome: { kind: "failed" as const, differences } };
      }
    }),
  );
}
