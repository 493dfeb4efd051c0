import { TextArea, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/result";

type StudyFieldsProps = {
  errors: FieldErrors;
  study?: { name: string; description: string; labelsPerItem: number; contentWarning: string };
};

/** What a new study and its settings share. */
export function StudyFields({ errors, study }: StudyFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={120}
        defaultValue={study?.name}
        hint="Raters read it: it should not tell what is compared."
        error={errors.name}
      />
      <TextArea
        label="Description"
        name="description"
        maxLength={2000}
        defaultValue={study?.description}
        hint="For your team. Raters do not see it."
        error={errors.description}
      />
      <TextField
        label="Labels per item"
        name="labelsPerItem"
        type="number"
        min={1}
        max={100}
        required
        defaultValue={study?.labelsPerItem ?? 3}
        className="max-w-48"
        hint="From different people. Agreement needs at least 2. A panel, or labels by group, says this number by itself."
        error={errors.labelsPerItem}
      />
      <TextArea
        label="Content warning"
        name="contentWarning"
        maxLength={500}
        defaultValue={study?.contentWarning}
        hint="Raters read it before they join. Leave it empty if there is nothing to warn of."
        error={errors.contentWarning}
      />
    </>
  );
}
