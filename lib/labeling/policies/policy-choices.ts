import { z } from "zod";
import type { Queryable } from "@/lib/db/pg-transaction";
import { type PolicyKey, policies, policyKeys, storedPolicies } from "@/lib/labeling/policies/policies";
import type { PolicyStep, SettingField } from "@/lib/labeling/policies/policy";
import type { FieldErrors } from "@/lib/result";

/** What a form has to know of a policy: nothing that runs. */
export type PolicyChoice = {
  key: string;
  name: string;
  about: string;
  fields: readonly SettingField[];
  /** Whether it may stand last, and only there. */
  givesAll: boolean;
  /** Which step it is of: one of an earlier step stands before it. */
  rank: number;
};

/** In which order people go through them. */
const steps: readonly PolicyStep[] = ["training", "qualification", "work"];

export const listPolicyChoices = (): PolicyChoice[] =>
  policyKeys.map((key) => {
    const { words, fields, givesAll, step } = policies[key];
    return { key, ...words, fields, givesAll, rank: steps.indexOf(step) };
  });

/** One of a study's policies as a form fills it in: each setting as text. */
export type FilledPolicy = { key: string; settings: Record<string, string> };

const toText = (value: unknown) => (Array.isArray(value) ? value.join("\n") : String(value));

/** What a study stores, for a form. */
export const listSetPolicies = (stored: unknown): FilledPolicy[] =>
  storedPolicies.parse(stored).map(({ key, settings }) => ({
    key,
    settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, toText(value)])),
  }));

const filledPolicy = z.object({ key: z.enum(policyKeys, "Choose how items are given out"), settings: z.unknown() });
type Filled = z.output<typeof filledPolicy>;

/** What is wrong with where a policy stands. */
function findMisplaced(filled: readonly Filled[], index: number): string | null {
  const key = filled[index]?.key;
  if (!key) return null;
  const { givesAll, words, step } = policies[key];
  if (filled.slice(0, index).some((earlier) => earlier.key === key)) return `"${words.name}" stands here twice`;
  const other = filled.slice(0, index).find((earlier) => policies[earlier.key].partsSlots);
  if (other && policies[key].partsSlots)
    return `"${policies[other.key].words.name}" says who labels each item already: take one of the two out`;
  const behind = filled
    .slice(0, index)
    .find((earlier) => steps.indexOf(policies[earlier.key].step) > steps.indexOf(step));
  if (behind) return `"${words.name}" comes before "${policies[behind.key].words.name}": put it there`;
  const isLast = index === filled.length - 1;
  if (isLast) return givesAll ? null : "After this other items have to come: choose in which order";
  return givesAll ? `"${words.name}" gives out every item: nothing comes after it` : null;
}

/** Each policy with its settings as they are stored; names of fields as a form has them (\`policies.0.items\`). */
function checkPolicies(
  filled: readonly Filled[],
  context: z.core.$RefinementCtx,
): { key: PolicyKey; settings: unknown }[] {
  return filled.map(({ key, settings }, index) => {
    const misplaced = findMisplaced(filled, index);
    if (misplaced) context.addIssue({ code: "custom", path: [index, "key"], message: misplaced });
    const set = policies[key].settings.safeParse(settings);
    for (const { path, message } of set.error?.issues ?? [])
      context.addIssue({ code: "custom", path: [index, ...path], message });
    return { key, settings: set.data };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a settings form sends: a list of policies as JSON. */
export const policiesField = z
  .string()
  .max(200_000)
  .transform(parseJson)
  .pipe(z.array(filledPolicy).min(1, "Choose how items are given out").max(policyKeys.length))
  .transform(checkPolicies);

/** What only the study's items show to be wrong, by the names of the form's fields; null if nothing is. */
export async function findPolicyProblems(
  client: Queryable,
  studyId: string,
  chosen: z.output<typeof policiesField>,
): Promise<FieldErrors | null> {
  const found = await Promise.all(
    chosen.map(({ key, settings }) => policies[key].findProblem(client, studyId, settings)),
  );
  const problems = found.flatMap((problem, index) =>
    problem ? [[`policies.${index}.${problem[0]}`, problem[1]]] : [],
  );
  return problems.length > 0 ? Object.fromEntries(problems) : null;
}
