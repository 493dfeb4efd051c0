import { agreementAnswer } from "./agreement";
import { compareJson, countLeaves, type Difference } from "./compare";
import { contingencyAnswer } from "./contingency";
import { type Answer, type Answerer, type Check, type DataSet, type Json, refuseUnknown } from "./layout";
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
  const isSame = (rival: Check) =>
    rival.options.level === bug.options.level &&
    compareJson(bug.expected.value ?? null, rival.expected.value ?? null, bug.tolerance).length === 0;
  return !rivals.some((rival) => isSame(rival) && runCheck(set, rival).kind === "passed");
}

function answerTo(set: DataSet, check: Check): Answer {
  const answerer = answerers[set.kind];
  if (!answerer) throw new RangeError(`nothing here answers data of kind "${set.kind}"`);
  // Data of these kinds are asked one thing, and it has their name.
  if (set.kind in otherAnswers && check.statistic !== set.kind) return refuseUnknown(check.statistic);
  return answerer(set, check);
}

const mostShown = 160;

/** Tools disagree about data like these: what the tool did, and what ours does (docs/methods/agreement.md). */
function describeBehaviour(set: DataSet, check: Check): string {
  const show = (value: Json) => JSON.stringify(value).slice(0, mostShown);
  const ours = () => {
    try {
      const answer = answerTo(set, check);
      if ("skip" in answer) return answer.skip;
      return answer.got === null ? "not defined" : show(answer.got);
    } catch (error) {
      return String(error);
    }
  };
  return `tool-behaviour: ${check.tool} gives ${show(check.expected)}; ours: ${ours()}`;
}

function runCheck(set: DataSet, check: Check): Outcome {
  if (check.role === "tool-behaviour") return { kind: "skipped", because: describeBehaviour(set, check) };
  const answer = answerTo(set, check);
  if ("skip" in answer) return { kind: "skipped", because: answer.skip };
  const notCompared = answer.notCompared ?? {};
  if (countLeaves(check.expected, new Set(Object.keys(notCompared))) === 0) {
    const reasons = [...new Set(Object.values(notCompared))].join("; ");
    if (reasons === "") throw new RangeError("the check expects nothing");
    return { kind: "skipped", because: reasons };
  }
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
