import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";

type RaterSearchProps = {
  q: string;
  group: string | null;
  groups: readonly { id: string; name: string }[];
  showsNames: boolean;
};

/** The filter stands in the address, so that it can be sent and gone back to. */
export function RaterSearch({ q, group, groups, showsNames }: RaterSearchProps) {
  const label = showsNames ? "Pseudonym, name or e-mail" : "Pseudonym";
  return (
    <search>
      <form className="mb-4 flex flex-wrap items-end gap-3">
        <TextField label={label} name="q" type="search" defaultValue={q} className="w-full sm:w-72" />
        <SelectField label="Group" name="group" defaultValue={group ?? ""} className="w-full sm:w-48">
          <option value="">All</option>
          <option value="none">No group</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button type="submit">Find</Button>
      </form>
    </search>
  );
}
