"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useFormAction } from "@/components/ui/use-form-action";
import { countOf } from "@/lib/format-number";
import { createGroup, deleteGroup, renameGroup } from "@/lib/raters/actions";

type Group = { id: string; name: string; raters: number };

function RenameForm({ studyId, group, onDone }: { studyId: string; group: Group; onDone: () => void }) {
  const { form, isPending, errors, problem } = useFormAction(renameGroup, { onOk: onDone });
  return (
    <form {...form} className="flex grow flex-wrap items-start gap-2">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="groupId" value={group.id} />
      <TextField
        label={`New name for ${group.name}`}
        hideLabel
        name="name"
        defaultValue={group.name}
        autoFocus
        maxLength={60}
        error={errors.name ?? problem ?? undefined}
        className="grow"
      />
      <Button type="submit" disabled={isPending}>
        Save
      </Button>
      <Button tone="quiet" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}

function GroupRow({ studyId, group }: { studyId: string; group: Group }) {
  const [isRenaming, setRenaming] = useState(false);
  const { form, isPending, problem } = useFormAction(deleteGroup);
  if (isRenaming)
    return (
      <li className="flex py-2">
        <RenameForm studyId={studyId} group={group} onDone={() => setRenaming(false)} />
      </li>
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="grow">
        <span className="text-sm font-medium">{group.name}</span>
        <span className="ml-3 text-[13px] text-muted tabular-nums">{countOf(group.raters, "rater")}</span>
      </span>
      <span className="flex gap-1">
        <Button size="small" tone="quiet" onClick={() => setRenaming(true)} aria-label={`Rename ${group.name}`}>
          Rename
        </Button>
        <form {...form}>
          <input type="hidden" name="studyId" value={studyId} />
          <input type="hidden" name="groupId" value={group.id} />
          <Button
            type="submit"
            size="small"
            tone="quiet"
            disabled={isPending}
            aria-label={`Delete ${group.name}`}
            title={group.raters > 0 ? `${countOf(group.raters, "rater")} will be in no group` : undefined}
          >
            Delete
          </Button>
        </form>
      </span>
      {problem && (
        <p role="alert" className="basis-full text-[13px] text-danger">
          {problem}
        </p>
      )}
    </li>
  );
}

function NewGroupForm({ studyId }: { studyId: string }) {
  const [made, setMade] = useState(0);
  const { form, isPending, errors, problem } = useFormAction(createGroup, { onOk: () => setMade(made + 1) });
  return (
    <form {...form} className="mt-4 flex items-end gap-2">
      <input type="hidden" name="studyId" value={studyId} />
      <TextField
        key={made}
        label="New group"
        name="name"
        maxLength={60}
        error={errors.name ?? problem ?? undefined}
        className="grow"
      />
      <Button type="submit" disabled={isPending} className="self-end">
        Add
      </Button>
    </form>
  );
}

/** Kinds of raters, under the study's own names. Agreement can be looked at group by group. */
export function GroupList({ studyId, groups }: { studyId: string; groups: readonly Group[] }) {
  return (
    <div className="max-w-xl">
      <ul className="divide-y border-y">
        {groups.map((group) => (
          <GroupRow key={group.id} studyId={studyId} group={group} />
        ))}
      </ul>
      <NewGroupForm studyId={studyId} />
    </div>
  );
}
