"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { countOf } from "@/lib/format-number";
import { deleteDemo, deleteStudy } from "@/lib/studies/actions";

type Contents = { items: number; judgments: number; people: number; judges: number };
type DeleteStudyProps = { studyId: string; name: string; contents: Contents };

/** What goes, in numbers; the study's name is typed to confirm. */
export function DeleteStudy({ studyId, name, contents }: DeleteStudyProps) {
  const { form, isPending, errors, problem } = useFormAction(deleteStudy);
  const goes = [
    countOf(contents.items, "item"),
    countOf(contents.judgments, "judgment"),
    countOf(contents.judges, "judge"),
    `the roles of ${countOf(contents.people, "person", "people")}`,
  ];
  return (
    <Dialog title={`Delete "${name}"`} trigger={<Button tone="danger">Delete this study</Button>}>
      <form {...form} className="flex flex-col gap-5">
        <input type="hidden" name="studyId" value={studyId} />
        <p className="text-sm">
          This deletes {goes.slice(0, -1).join(", ")} and {goes.at(-1)}, with protocol, personas and groups. It cannot
          be undone. Export first what you want to keep.
        </p>
        {problem && <Notice tone="danger">{problem}</Notice>}
        <TextField
          label={`Type ${name} to confirm`}
          name="typedName"
          autoComplete="off"
          required
          error={errors.typedName}
        />
        <Button type="submit" tone="danger" disabled={isPending}>
          {isPending ? "Deleting" : "Delete the study and everything in it"}
        </Button>
      </form>
    </Dialog>
  );
}

/** A demo goes by one click: nothing in it is anybody's work. */
export function DeleteDemo({ studyId, name }: { studyId: string; name: string }) {
  const { form, isPending, problem } = useFormAction(deleteDemo);
  return (
    <form {...form} className="flex items-center gap-3">
      <input type="hidden" name="studyId" value={studyId} />
      {problem && <span className="text-sm text-danger">{problem}</span>}
      <Button type="submit" size="small" tone="quiet" disabled={isPending} aria-label={`Delete the demo ${name}`}>
        {isPending ? "Deleting" : "Delete demo"}
      </Button>
    </form>
  );
}
