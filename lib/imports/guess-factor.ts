import { isBaselineName } from "@/lib/formats/cells/persona-mentions";
import type { FactorRecord } from "@/lib/formats/contract/records";
import type { FactorRole } from "@/lib/generated/prisma/enums";

/** What a factor is, going by its name; anything else is OTHER, which a person may change. */
const roles: readonly [FactorRole, RegExp][] = [
  ["PERSONA", /^(persona|character|role|profession)$/],
  ["MODEL", /^(model|llm|system|assistant)(_name)?$/],
  ["METHOD", /^(method|approach|steering|technique|prompting|style)$/],
  ["STRENGTH", /^(strength|coefficient|coef|alpha|intensity|temperature)$/],
  ["TASK_CLASS", /^(task|task_type|task_class|category|topic|domain|scenario)$/],
  ["PROTOCOL", /^(protocol|order|setting)$/],
  ["TURN", /^turns?$/],
];

const isNumber = (level: string) => level.trim() !== "" && Number.isFinite(Number(level));

/** Declares a factor that a file only names: its levels as met, numeric where all are numbers, compared with "none" where there is one. */
export function guessFactor(name: string, levels: readonly string[]): FactorRecord {
  const plain = name.trim().toLowerCase().replace(/\W+/g, "_");
  const isNumeric = levels.length > 0 && levels.every(isNumber);
  const baseline = levels.find(isBaselineName);
  return {
    kind: "factor",
    name,
    scale: isNumeric ? "NUMERIC" : "CATEGORICAL",
    role: roles.find(([, pattern]) => pattern.test(plain))?.[0] ?? "OTHER",
    levels: isNumeric ? levels.toSorted((a, b) => Number(a) - Number(b)) : [...levels],
    ...(baseline !== undefined && { baseline }),
  };
}
