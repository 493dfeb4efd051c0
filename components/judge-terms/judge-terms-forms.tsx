"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { Empty, Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { saveEpsilon, saveQuestionTerms, saveStrata } from "@/lib/judge-terms/actions";
import { stratumField } from "@/lib/judge-terms/stratum-field";
import type { AskedQuestion, JudgeTermsForm, QuestionTerms } from "@/lib/judge-terms/terms";
import { roleWords } from "@/lib/studies/role-words";

type EpsilonGiven = Pick<JudgeTermsForm, "epsilon" | "epsilonRecord">;

function Save({ isPending, isSaved, what }: { isPending: boolean; isSaved: boolean; what: string }) {
  return (
    <div className="flex items-center gap-4">
      <Button type="submit" disabled={isPending}>
        {what}
      </Button>
      <span role="status" className="text-sm text-muted">
        {isPending ? "Saving" : isSaved && "Saved"}
      </span>
    </div>
  );
}

function describeTerms(terms: QuestionTerms | null, { answers }: Pick<AskedQuestion, "answers">): string {
  if (terms === null) return "nothing";
  const { rare, margin } = terms;
  const label = rare !== "none" && (answers.find(({ value }) => value === rare.value)?.label ?? rare.value);
  const words = rare === "none" ? "no answer" : `“${label}” at ${rare.sensitivityFloor} and ${rare.specificityFloor}`;
  return margin === null ? words : `${words}, within ${margin}`;
}

function LastChange({ question }: { question: AskedQuestion }) {
  const { changed } = question;
  if (!changed) return <span className="text-[13px] text-muted">Nobody has said anything yet.</span>;
  return (
    <span className="text-[13px] text-muted">
      Set <Moment at={changed.at} /> by {roleWords[changed.role].name.toLowerCase()}; before:{" "}
      {describeTerms(changed.before, question)}.
    </span>
  );
}

function QuestionForm({ studyId, question }: { studyId: string; question: AskedQuestion }) {
  const { form, isPending, result, errors, problem } = useFormAction(saveQuestionTerms);
  const { terms, answers } = question;
  const rare = terms && terms.rare !== "none" ? terms.rare : null;
  const [chosen, choose] = useState(rare ? `=${rare.value}` : terms ? "none" : "");
  return (
    <form {...form} className="flex max-w-xl flex-col gap-5 border-t border-line pt-6">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="question" value={question.key} />
      <div className="flex flex-col gap-1">
        <h3 className="font-medium wrap-anywhere">{question.text}</h3>
        <LastChange question={question} />
      </div>
      <SelectField
        label="The answer that must not be missed"
        name="rare"
        value={chosen}
        onChange={(event) => choose(event.target.value)}
        error={errors.rare}
      >
        <option value="" disabled>
          Not said yet
        </option>
        <option value="none">None: no answer is more important than the others</option>
        {answers.map(({ value, label }) => (
          <option key={value} value={`=${value}`}>
            {label}
          </option>
        ))}
      </SelectField>
      {chosen.startsWith("=") && (
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label="Sees it at least in"
            name="sensitivityFloor"
            inputMode="decimal"
            placeholder="0.8"
            defaultValue={rare?.sensitivityFloor}
            hint="Of the items that people call that, from 0 to 0.99 (sensitivity). The lower end of its interval has to reach it."
            error={errors.sensitivityFloor}
          />
          <TextField
            label="Sees its absence at least in"
            name="specificityFloor"
            inputMode="decimal"
            placeholder="0.8"
            defaultValue={rare?.specificityFloor}
            hint="Of the other items (specificity), so that crying wolf does not help."
            error={errors.specificityFloor}
          />
        </div>
      )}
      <TextField
        label="How much less often than a person it may agree with the others"
        name="margin"
        inputMode="decimal"
        placeholder="not asked"
        defaultValue={terms?.margin ?? ""}
        className="[&_input]:max-w-64"
        hint="A share, such as 0.05 for five points. Leave it empty to ask for none."
        error={errors.margin}
      />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Save isPending={isPending} isSaved={result?.ok === true} what="Save for this question" />
    </form>
  );
}

function EpsilonForm({ studyId, epsilon, epsilonRecord }: { studyId: string } & EpsilonGiven) {
  const { form, isPending, result, errors, problem } = useFormAction(saveEpsilon);
  return (
    <form {...form} className="flex max-w-xl flex-col gap-5">
      <input type="hidden" name="studyId" value={studyId} />
      <TextField
        label="What a judge is forgiven (epsilon)"
        name="epsilon"
        inputMode="decimal"
        required
        defaultValue={epsilon}
        className="[&_input]:max-w-64"
        hint="From 0 to 0.5. In the alternative-annotator test: the share of items by which a person may do better and the judge still win. Its authors take 0.2 beside experts, 0.15 beside skilled raters and 0.1 beside a crowd."
        error={errors.epsilon}
      />
      <p className="text-[13px] text-muted">Now: {epsilonRecord}.</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Save isPending={isPending} isSaved={result?.ok === true} what="Save epsilon" />
    </form>
  );
}

function StrataForm({ studyId, factors }: { studyId: string } & Pick<JudgeTermsForm, "factors">) {
  const { form, isPending, result, problem } = useFormAction(saveStrata);
  return (
    <form {...form} className="flex max-w-xl flex-col gap-4 border-t border-line pt-6">
      <input type="hidden" name="studyId" value={studyId} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 font-medium">In each level of which factors it has to hold</legend>
        {factors.map(({ id, name, isStratum }) => (
          <CheckField key={id} label={name} name={stratumField(id)} defaultChecked={isStratum} />
        ))}
      </fieldset>
      <p className="text-[13px] text-muted">
        A judge that is good on average may be blind to one persona. It fails where it is shown to be bad in a level.
      </p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Save isPending={isPending} isSaved={result?.ok === true} what="Save factors" />
    </form>
  );
}

/** What a judge has to show, question by question, and in which parts of the study. */
export function JudgeTermsForms({ studyId, questions, factors, ...given }: { studyId: string } & JudgeTermsForm) {
  if (questions.length === 0)
    return (
      <Empty title="No question yet whose answers compare">Ask one in the protocol; then say here what counts.</Empty>
    );
  return (
    <div className="flex flex-col gap-8">
      <EpsilonForm studyId={studyId} {...given} />
      {questions.map((question) => (
        <QuestionForm key={question.key} studyId={studyId} question={question} />
      ))}
      {factors.length > 0 && <StrataForm studyId={studyId} factors={factors} />}
    </div>
  );
}
