import { type Mapping, splitRole } from "@/lib/formats/contract/mapping";

/** The columns of a table of outputs, by what they are for. */
export type OutputColumns = {
  /** The column of a plain role, if there is one. */
  find: (role: string) => string | undefined;
  /** Columns of "option1" to "option8", in order, with their profiles. */
  options: readonly { label: string; profile: string | undefined }[];
  factors: readonly { column: string; name: string; side: "both" | "1" | "2" }[];
  truths: readonly { column: string; question: string }[];
  extras: readonly string[];
};

const sides: Record<string, "both" | "1" | "2"> = { factor: "both", factor_a: "1", factor_b: "2" };

export function outputColumns({ columns }: Mapping): OutputColumns {
  const roles = Object.entries(columns).map(([column, role]) => ({ column, role, ...splitRole(role) }));
  const byRole = new Map(roles.map(({ role, column }) => [role, column]));
  const find = (role: string) => byRole.get(role);
  const options = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((place) => {
    const label = find(`option${place}`);
    return label === undefined ? [] : [{ label, profile: find(`option${place}_profile`) }];
  });
  return {
    find,
    options,
    factors: roles.flatMap(({ column, kind, name }) => {
      const side = sides[kind];
      return side ? [{ column, name, side }] : [];
    }),
    truths: roles.flatMap(({ column, kind, name }) => (kind === "truth" ? [{ column, question: name }] : [])),
    extras: roles.flatMap(({ column, role }) => (role === "extra" ? [column] : [])),
  };
}
