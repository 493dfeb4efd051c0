import Form from "next/form";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { conditionName } from "@/lib/items/condition-name";
import type { ItemFilter } from "@/lib/items/schema";

type ItemFiltersProps = {
  action: string;
  filter: ItemFilter;
  conditions: readonly { id: string; signature: string }[];
};

/** Filters live in the URL, so that a view of the items can be sent to a colleague. */
export function ItemFilters({ action, filter, conditions }: ItemFiltersProps) {
  return (
    <Form action={action} className="mb-6 flex flex-wrap items-end gap-3">
      <TextField
        label="Find"
        name="q"
        type="search"
        defaultValue={filter.q}
        placeholder="Words of the task, or an id"
        className="w-64"
      />
      <SelectField label="Labels" name="labels" defaultValue={filter.labels} className="w-40">
        <option value="all">Any number</option>
        <option value="none">None yet</option>
        <option value="open">Slots open</option>
        <option value="skipped">Skipped by somebody</option>
        <option value="full">Full or being labeled</option>
        <option value="reserved">Reserved, known answers</option>
      </SelectField>
      {conditions.length > 1 && (
        <SelectField label="Condition" name="condition" defaultValue={filter.condition} className="w-56">
          <option value="">All conditions</option>
          {conditions.map(({ id, signature }) => (
            <option key={id} value={id}>
              {conditionName(signature)}
            </option>
          ))}
        </SelectField>
      )}
      <Button type="submit">Show</Button>
    </Form>
  );
}
