"use client";

import { valueChoices } from "@/components/import/question-values";
import { CheckField, SelectField } from "@/components/ui/field";
import { Table, Td } from "@/components/ui/table";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { SeenQuestion, SeenValue } from "@/lib/imports/contract";
import type { Question } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";

type ValueRulesProps = {
  seen: SeenQuestion;
  protocolQuestions: readonly Question[];
  mapping: MappingInput;
  onMapping: (mapping: MappingInput) => void;
};

type Rule = NonNullable<MappingInput["values"]>[string];

function ValueRow({
  seen,
  question,
  rule,
  onRule,
}: {
  seen: SeenValue;
  question: Question;
  rule: Rule;
  onRule: (rule: Rule) => void;
}) {
  const choices = valueChoices(question);
  const chosen = rule.map?.[seen.value] ?? seen.becomes ?? "";
  return (
    <tr>
      <Td className="max-w-56 break-words">
        {seen.value === "" ? <span className="text-muted">empty</span> : seen.value}
      </Td>
      <Td numeric>{seen.count.toLocaleString("en")}</Td>
      <Td>
        {choices.length === 0 ? (
          <span className="text-muted">{seen.problem ?? "taken as it is"}</span>
        ) : (
          <select
            aria-label={`${seen.value || "Empty"} becomes`}
            value={chosen}
            onChange={(event) => onRule({ ...rule, map: { ...rule.map, [seen.value]: event.target.value } })}
            className="h-9 w-52 rounded-md border border-line-strong bg-surface px-2 text-sm"
          >
            {!choices.some(({ value }) => value === chosen) && <option value="">{chosen || "Choose"}</option>}
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
        {choices.length > 0 && seen.problem && <p className="mt-1 text-[13px] text-danger">{seen.problem}</p>}
      </Td>
    </tr>
  );
}

/** Which question a file's labels are about, and what each of its values becomes on that question's scale. */
export function ValueRules({ seen, protocolQuestions, mapping, onMapping }: ValueRulesProps) {
  const question = protocolQuestions.find(({ key }) => key === seen.key);
  const rule = (question && mapping.values?.[question.key]) ?? {};
  const flipWords = question && kindOf(question).flipWords;
  const onRule = (changed: Rule) =>
    question && onMapping({ ...mapping, values: { ...mapping.values, [question.key]: changed } });
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={`“${seen.name}” in the file is the question`}
        className="max-w-md"
        value={seen.key ?? ""}
        onChange={(event) =>
          onMapping({ ...mapping, questions: { ...mapping.questions, [seen.name]: event.target.value } })
        }
        error={
          question
            ? undefined
            : "No question of the protocol goes with it. Choose one, or add it to the protocol and publish."
        }
      >
        {!question && <option value="">{seen.key ?? "Choose a question"}</option>}
        {protocolQuestions.map(({ key, text }) => (
          <option key={key} value={key}>
            {key}: {text}
          </option>
        ))}
      </SelectField>
      {question && flipWords && (
        <CheckField
          label={flipWords}
          checked={rule.flip ?? false}
          onChange={(event) => onRule({ ...rule, flip: event.target.checked })}
        />
      )}
      {question && seen.values.length > 0 && (
        <Table columns={["In the file", { name: "Seen", numeric: true }, "Becomes"]}>
          <tbody>
            {seen.values.map((value) => (
              <ValueRow key={value.value} seen={value} question={question} rule={rule} onRule={onRule} />
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
