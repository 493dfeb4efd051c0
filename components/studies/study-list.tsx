import Link from "next/link";
import { DeleteDemo } from "@/components/studies/delete-study";
import { DemoBadge, StateBadge } from "@/components/studies/state-badge";
import { Progress } from "@/components/ui/progress";
import { countOf, formatCount } from "@/lib/format-number";
import type { StudyRole, StudyState } from "@/lib/generated/prisma/enums";
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

function describeProgress({ role, items, labels, wanted, imported, ownLabels }: Row): string {
  if (role === "ADJUDICATOR") return "Nothing to settle yet";
  if (role === "RATER") return `You labeled ${countOf(ownLabels ?? 0, "item")}`;
  const foreign = countOf(imported, "imported label");
  if (items === 0) return imported > 0 ? foreign : "No items to label yet";
  const own = `${formatCount(labels)} of ${countOf(wanted, "label")} on ${countOf(items, "item")}`;
  if (imported === 0) return own;
  return labels === 0 ? `${foreign}, none given here yet` : `${own}, and ${foreign}`;
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
export function StudyList({ studies }: { studies: readonly Row[] }) {
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
                <StateBadge state={study.state} />
                {study.isDemo && <DemoBadge />}
              </span>
            </div>
            <div className="flex flex-col gap-1.5">
              <span className="text-[13px] text-muted tabular-nums">{describeProgress(study)}</span>
              {study.wanted > 0 && (
                <Progress value={study.labels} max={study.wanted} label={`Progress of ${study.name}`} />
              )}
            </div>
            <div className="flex items-center justify-between gap-2 sm:flex-row-reverse sm:justify-start">
              <span className="text-[13px] text-muted">{roleWords[study.role].name}</span>
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
