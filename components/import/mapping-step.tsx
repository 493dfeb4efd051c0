"use client";

import { ColumnRoles } from "@/components/import/column-roles";
import { EncodingField } from "@/components/import/encoding-field";
import { FirstRecords } from "@/components/import/first-records";
import { LettersReview } from "@/components/import/letters-review";
import { ProblemList } from "@/components/import/problem-list";
import { ValueRules } from "@/components/import/value-rules";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/progress";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { FormatEntry, FormatKey } from "@/lib/formats/formats";
import type { Preview } from "@/lib/imports/contract";
import { judgeWays } from "@/lib/judges/ways";

type MappingStepProps = {
  formats: readonly FormatEntry[];
  file: File;
  preview: Preview | null;
  mapping: MappingInput;
  onLook: (asked: { format?: FormatKey; mapping: MappingInput }) => void;
  onSend: () => void;
  onOther: () => void;
};

/** How the file is read: its format, its columns, its values; with what comes of it beneath. */
export function MappingStep({ formats, file, preview, mapping, onLook, onSend, onOther }: MappingStepProps) {
  if (!preview) return <Skeleton className="h-96" />;
  const { encoding, format, because, notes, columns, questions, protocolQuestions } = preview;
  const { sample, shownItems, letters, problems } = preview;
  const change = (changed: Partial<MappingInput>) =>
    onLook({ format: format ?? undefined, mapping: { ...mapping, ...changed } });
  const asks = formats.find(({ key }) => key === format)?.asks ?? [];
  const unanswered = questions.some(({ key, values }) => !key || values.some(({ problem }) => problem));
  return (
    <>
      <Section title={file.name} actions={<Button onClick={onOther}>Another file</Button>}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label="Read as"
            value={format ?? ""}
            onChange={(event) =>
              onLook({ format: event.target.value as FormatKey, mapping: { encoding: mapping.encoding } })
            }
            hint={because === null ? undefined : `${because}. Choose another if it is something else.`}
            error={format ? undefined : (problems[0]?.message ?? "The format was not recognised. Choose one.")}
          >
            {!format && <option value="">Choose a format</option>}
            {formats.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </SelectField>
          <EncodingField
            guess={encoding}
            chosen={mapping.encoding}
            onChoose={(chosen) => change({ encoding: chosen })}
          />
          {asks.includes("judge") &&
            judgeWays.file.needs.map(({ field, label, hint }) => (
              <TextField
                key={field}
                label={label}
                hint={hint}
                defaultValue={mapping[field] ?? ""}
                onBlur={(event) =>
                  event.target.value !== (mapping[field] ?? "") && change({ [field]: event.target.value || undefined })
                }
              />
            ))}
          {asks.includes("dialogues") && (
            <SelectField
              label="Dialogue written as “Name: words”"
              hint="Raters see it as turns, the speaker above each. Nothing of it is lost."
              value={mapping.dialogues ?? "prompts"}
              onChange={(event) => change({ dialogues: event.target.value as MappingInput["dialogues"] })}
            >
              <option value="prompts">As turns in prompts and contexts</option>
              <option value="everywhere">As turns in responses too</option>
              <option value="off">As one text</option>
            </SelectField>
          )}
          {asks.includes("repeats") && (
            <CheckField
              label="Keep a second vote of one rater on one item as a vote of its own"
              hint="Otherwise it is a problem of the file. Whether such votes count is the study's setting."
              checked={mapping.repeats === "keep"}
              onChange={(event) => change({ repeats: event.target.checked ? "keep" : "refuse" })}
            />
          )}
        </div>
        <LettersReview letters={letters} onChoose={(chosen) => change({ letters: chosen })} />
      </Section>
      {columns.length > 0 && (
        <Section
          title="Columns"
          lead="What each column is. Factors make up the condition, which raters never see unless the protocol says so."
        >
          {notes.length > 0 && (
            <Notice tone="attention" className="mb-4">
              {notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </Notice>
          )}
          <ColumnRoles
            columns={columns}
            questions={protocolQuestions}
            onRole={(column, role) => change({ columns: { ...mapping.columns, [column]: role } })}
          />
        </Section>
      )}
      {questions.length > 0 && (
        <Section title="Values" lead="Labels in the file, and what they become on the scale of the question.">
          <div className="flex flex-col gap-8">
            {questions.map((seen) => (
              <ValueRules
                key={seen.name}
                seen={seen}
                protocolQuestions={protocolQuestions}
                mapping={mapping}
                onMapping={(changed) => change(changed)}
              />
            ))}
          </div>
        </Section>
      )}
      {format && problems.length > 0 && (
        <Section title="Problems">
          <ProblemList problems={problems} isHead />
        </Section>
      )}
      <FirstRecords sample={sample} shownItems={shownItems} />
      <div className="sticky bottom-0 flex flex-wrap items-center gap-4 border-t bg-paper py-4">
        <Button tone="primary" disabled={!format} onClick={onSend}>
          Check the whole file
        </Button>
        <p className="text-sm text-muted">
          {unanswered
            ? "Some values have no place on the scale yet."
            : "Every line is read and checked before anything is imported."}
        </p>
      </div>
      {!format && <Notice tone="attention">Choose how to read the file first.</Notice>}
    </>
  );
}
