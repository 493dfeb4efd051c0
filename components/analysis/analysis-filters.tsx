"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { SelectField } from "@/components/ui/field";
import type { FurtherFilter } from "@/lib/analysis/analysis";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";

export type FilterChoices = {
  questions: readonly { key: string; text: string; hasSides: boolean }[];
  groups: readonly string[];
  factors: readonly { name: string; levels: readonly { id: string; name: string }[] }[];
  tiers: readonly string[];
  versions: readonly { number: number; isUsed: boolean }[];
  version: number | "all";
  hasFileMajority: boolean;
  countRepeats: boolean;
  tieRule: "CATEGORY" | "EXCLUDE" | "FILE";
};

type AnalysisFiltersProps = {
  action: string;
  filter: AnalysisFilter;
  choices: FilterChoices;
  /** What this page has beside what all have. */
  further: readonly FurtherFilter[];
};

type SelectProps = {
  name: keyof AnalysisFilter;
  label: string;
  value: string;
  onPick: (name: keyof AnalysisFilter, value: string) => void;
  children: ReactNode;
  className?: string;
};

function Select({ name, label, value, onPick, children, className = "w-[calc(50%-0.375rem)] sm:w-44" }: SelectProps) {
  return (
    <SelectField
      label={label}
      name={name}
      value={value}
      className={className}
      onChange={({ currentTarget }) => onPick(name, currentTarget.value)}
    >
      {children}
    </SelectField>
  );
}

const options = (values: readonly string[]) =>
  values.map((value) => (
    <option key={value} value={value}>
      {value}
    </option>
  ));

/** What a page is narrowed to. Every choice is in the URL, so that a view can be sent to a colleague. */
export function AnalysisFilters({ action, filter, choices, further }: AnalysisFiltersProps) {
  const router = useRouter();
  const [isLoading, load] = useTransition();
  const pick = (name: keyof AnalysisFilter, value: string) =>
    load(() => router.push(`${action}${filterQuery(filter, { [name]: value })}`, { scroll: false }));
  const { questions, groups, factors, tiers, versions } = choices;
  const hasTies = questions.some(({ key, hasSides }) => key === filter.question && hasSides);
  const tie = filter.tie || choices.tieRule;
  // Where nobody can say tie, a tied vote is left out.
  const tieValue = tie === "CATEGORY" && !hasTies ? "EXCLUDE" : tie;
  const levels = factors.filter((factor) => factor.levels.length > 1);
  return (
    <div className="mb-8 flex flex-wrap items-end gap-3" aria-busy={isLoading}>
      {questions.length > 1 && (
        <Select name="question" label="Question" value={filter.question} onPick={pick} className="w-full sm:w-72">
          {questions.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </Select>
      )}
      {groups.length > 0 && (
        <Select name="group" label="People" value={filter.group} onPick={pick}>
          <option value="">Everybody</option>
          {options(groups)}
        </Select>
      )}
      {levels.length > 0 && (
        <Select name="level" label="Condition" value={filter.level} onPick={pick}>
          <option value="">All conditions</option>
          {levels.map((factor) => (
            <optgroup key={factor.name} label={factor.name}>
              {factor.levels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
      {tiers.length > 0 && (
        <Select name="tier" label="Tier" value={filter.tier} onPick={pick}>
          <option value="">All tiers</option>
          {options(tiers)}
        </Select>
      )}
      {versions.length > 1 && (
        <Select name="version" label="Protocol version" value={String(choices.version)} onPick={pick}>
          {versions.map(({ number, isUsed }) => (
            <option key={number} value={number}>
              {`Version ${number}${isUsed ? "" : ", no labels"}`}
            </option>
          ))}
          <option value="all">All versions</option>
        </Select>
      )}
      <Select
        name="repeats"
        label="Repeats"
        value={filter.repeats || (choices.countRepeats ? "on" : "off")}
        onPick={pick}
      >
        <option value="off">Left out</option>
        <option value="on">Counted</option>
      </Select>
      {further.includes("tie") && (
        <Select name="tie" label="A tied vote of people is" value={tieValue} onPick={pick}>
          {hasTies && <option value="CATEGORY">A tie</option>}
          <option value="EXCLUDE">Left out</option>
          {(choices.hasFileMajority || tieValue === "FILE") && <option value="FILE">The file's majority</option>}
        </Select>
      )}
      {further.includes("decisive") && hasTies && (
        <Select name="decisive" label="Ties of either side" value={filter.decisive} onPick={pick}>
          <option value="">Counted</option>
          <option value="on">Left out (decisive)</option>
        </Select>
      )}
      {further.includes("held") && groups.length > 0 && (
        <Select name="held" label="Hold a group like a judge" value={filter.held} onPick={pick}>
          <option value="">No group</option>
          {options(groups)}
        </Select>
      )}
    </div>
  );
}
