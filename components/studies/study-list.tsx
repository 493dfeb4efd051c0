import Link from "next/link";
import { DeleteDemo } from "@/components/studies/delete-study";
import { DemoBadge, StateBadge } from "@/components/studies/state-badge";
import { Progress } from "@/components/ui/progress";
import type { StudyRole, StudyState } from "@/lib/generated/prisma/enums";
import type { Say } from "@/lib/languages/say";
import { roleWords } from "@/lib/studies/role-words";
import { studyHome } from "@/lib/studies/study-home";

type Row = {
  id: string;
  name: string;
  state: StudyState;
  isDemo: boolean;
  role: StudyRole;
  items: number;
  labels: number;
  wanted: number;
  imported: number;
  ownLabels: number | null;
};

function describeProgress(say: Say, { role, items, labels, wanted, imported, ownLabels }: Row): string {
  if (role === "ADJUDICATOR") return say("Nothing to settle yet");
  if (role === "RATER")
    return say("You labeled {count, plural, one {# item} other {# items}}", { count: ownLabels ?? 0 });
  const foreign = say("{count, plural, one {# imported label} other {# imported labels}}", { count: imported });
  if (items === 0) return imported > 0 ? foreign : say("No items to label yet");
  const own = say(
    "{labels, number} of {wanted, plural, one {# label} other {# labels}} on {items, plural, one {# item} other {# items}}",
    { labels, wanted, items },
  );
  if (imported === 0) return own;
  return labels === 0
    ? say("{foreign}, none given here yet", { foreign })
    : say("{own}, and {foreign}", { own, foreign });
}

function StudyName({ id, name, role }: Row) {
  const home = studyHome(id, role);
  if (home === "/studies") return <span className="truncate font-medium">{name}</span>;
  return (
    <Link href={home} className="truncate font-medium after:absolute after:inset-0 after:content-['']">
      {name}
    </Link>
  );
}

/** Studies, one line each: what it is, where it stands, who I am in it. */
export function StudyList({ say, studies }: { say: Say; studies: readonly Row[] }) {
  return (
    <ul className="divide-y border-y">
      {studies.map((study) => (
        <li
          key={study.id}
          className="relative isolate before:absolute before:-inset-x-3 before:inset-y-px before:-z-10 before:rounded-md hover:before:bg-sunken/70"
        >
          <div className="grid grid-cols-1 items-center gap-x-8 gap-y-2 py-4 sm:grid-cols-[minmax(0,1fr)_15rem_11rem]">
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
              <StudyName {...study} />
              <span className="flex gap-1.5">
                <StateBadge say={say} state={study.state} />
                {study.isDemo && <DemoBadge say={say} />}
              </span>
            </div>
            <div className="flex flex-col gap-1.5">
              <span className="text-[13px] text-muted tabular-nums">{describeProgress(say, study)}</span>
              {study.wanted > 0 && (
                <Progress
                  value={study.labels}
                  max={study.wanted}
                  label={say("Progress of {name}", { name: study.name })}
                />
              )}
            </div>
            <div className="flex items-center justify-between gap-2 sm:flex-row-reverse sm:justify-start">
              <span className="text-[13px] text-muted">{say(roleWords[study.role].name)}</span>
              {study.isDemo && study.role === "OWNER" && (
                <div className="relative z-10 -my-1">
                  <DeleteDemo studyId={study.id} name={study.name} />
                </div>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
