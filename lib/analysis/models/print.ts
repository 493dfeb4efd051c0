import { describeRule } from "@/lib/analysis/agreement/describe";
import type { Printed } from "@/lib/analysis/analysis";
import { describeLeftOut } from "@/lib/counting/headline";
import type { ModelFigures } from "./figures";
import { printConditions } from "./print-conditions";
import { printDependability } from "./print-dependability";
import { printSeverity } from "./print-severity";

/** What the models page says of a question. */
export const printModels = ({ conditions, severity, dependability, rule, leftOut }: ModelFigures): Printed[] => [
  "Conditions",
  ...conditions.flatMap((model) => [...printConditions(model), ""]),
  "Severity",
  ...printSeverity(severity),
  "",
  "How many raters",
  ...printDependability(dependability),
  `${describeRule(rule)} ${describeLeftOut(leftOut)}`.trimEnd(),
];
