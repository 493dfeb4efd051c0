"use client";

import { FirstLines } from "@/components/import/first-lines";
import { Table, Td } from "@/components/ui/table";
import type { ColumnView } from "@/lib/imports/contract";
import type { Question } from "@/lib/protocol/schema";

const hiddenGroup = "What raters never see";

const groups: Record<string, Record<string, string>> = {
  "What raters see": {
    prompt: "Task or prompt",
    context: "Context, below the prompt",
    response: "Response (A)",
    response_b: "Response B",
    chosen: "Preferred response",
    rejected: "Rejected response",
    turns: "Transcript turns",
    persona: "Persona, by name",
    persona_text: "Persona, its text",
    reference: "Reference answer",
    policy: "Policy text",
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((place) => [`option${place}`, `Candidate ${place}`])),
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].map((place) => [`option${place}_profile`, `Candidate ${place}, profile`]),
    ),
  },
  [hiddenGroup]: {
    gold: "Gold answer",
    gold_rationale: "Why the gold answer is right",
    reserved: "Reserved for training, qualification or gold",
    tier: "Tier",
    track: "Track",
    for_tuning: "Used to tune a judge",
    id: "Id of the item",
    task: "Id of the task",
    extra: "Keep beside it",
  },
  "Labels and scores": {
    item: "Item the label is for",
    rater: "Rater",
    judge: "Judge",
    group: "Rater group",
    question: "Question",
    value: "Value",
    confidence: "Confidence",
    rationale: "Rationale",
    probabilities: "Probabilities",
    raw: "Raw output",
    prompt_version: "Prompt version",
    model_family: "Model family",
    occurrence: "Which vote",
    target: "Target",
  },
  Personas: {
    name: "Name",
    text: "Text",
    kind: "Kind",
    sections: "Sections",
    statements: "Statements",
    tags: "Tags",
    covariates: "Covariates",
  },
};

/** Roles that carry the column's own name: a factor called like the column, and so on. */
const named = (column: string): Record<string, string> => ({
  [`factor:${column}`]: "Factor of the condition",
  [`factor_a:${column}`]: "Factor of side A",
  [`factor_b:${column}`]: "Factor of side B",
  [`rater:${column}`]: "A rater's labels",
  [`question:${column}`]: "Labels for this question",
  [`section:${column}`]: "Section of the persona",
  [`covariate:${column}`]: "Covariate of the persona",
});

type ColumnRolesProps = {
  columns: readonly ColumnView[];
  /** A column may hold the gold answers of each. */
  questions: readonly Pick<Question, "key" | "text">[];
  onRole: (column: string, role: string) => void;
};

/** Each column with some of its cells and the role it plays. */
export function ColumnRoles({ columns, questions, onRole }: ColumnRolesProps) {
  const truths = Object.fromEntries(questions.map(({ key, text }) => [`truth:${key}`, `Gold answer of “${text}”`]));
  return (
    <Table columns={["Column", "Used as", "First cells"]}>
      <tbody>
        {columns.map(({ name, role, samples }) => {
          const own = named(name);
          const known =
            role in own || role in truths || role === "ignore" || Object.values(groups).some((group) => role in group);
          return (
            <tr key={name}>
              <Td className="max-w-48 font-medium break-words">{name}</Td>
              <Td>
                <select
                  aria-label={`${name} is used as`}
                  value={role}
                  onChange={(event) => onRole(name, event.target.value)}
                  className="h-9 w-52 rounded-md border border-line-strong bg-surface px-2 text-sm"
                >
                  <option value="ignore">Not used</option>
                  {!known && <option value={role}>{role}</option>}
                  <optgroup label="By its name">
                    {Object.entries(own).map(([value, label]) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                  {Object.entries(groups).map(([group, roles]) => (
                    <optgroup key={group} label={group}>
                      {Object.entries(group === hiddenGroup ? { ...truths, ...roles } : roles).map(([value, label]) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                </select>
              </Td>
              <Td className="text-muted">
                <FirstLines lines={samples.slice(0, 3)} none="empty" />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
