import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import type { StudyRole, StudyState } from "@/lib/generated/prisma/enums";
import { type Say, said } from "@/lib/languages/say";
import { roleWords } from "@/lib/studies/role-words";

type JoinDetailsProps = { say: Say; role: StudyRole; state: StudyState; contentWarning: string };

const expectations: Partial<Record<StudyRole, readonly string[]>> = {
  RATER: [
    said(
      "You read one text at a time and answer a few questions about it, by keyboard or mouse. Guidelines are one key away.",
    ),
    said("Every answer is saved at once. Stop whenever you like and go on later, on any device."),
    said(
      "Your answers are kept under a pseudonym drawn at random. What a text was made to show is hidden, so that you judge the text alone.",
    ),
    said("You can withdraw at any time: your answers are then erased."),
  ],
  ADJUDICATOR: [
    said("You settle items on which raters disagree."),
    said("Your decisions are kept under a pseudonym drawn at random."),
  ],
};

/** What accepting means, before accepting. Nothing here tells what the study compares. */
export function JoinDetails({ say, role, state, contentWarning }: JoinDetailsProps) {
  const lines = expectations[role]?.map((line) => say(line)) ?? [
    say("{sentence}.", { sentence: say(roleWords[role].does) }),
  ];
  return (
    <div className="mb-8 flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span className="text-muted">{say("Your role")}</span>
        <Badge tone="accent">{say(roleWords[role].name)}</Badge>
      </p>
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm marker:text-muted">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {contentWarning && (
        <Notice tone="attention" title={say("Before you join")}>
          {contentWarning}
        </Notice>
      )}
      {role === "RATER" && state !== "OPEN" && (
        <Notice>{say("Labeling is not open at the moment. You can join now and begin once it is.")}</Notice>
      )}
    </div>
  );
}
