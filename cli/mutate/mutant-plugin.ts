import { relative, sep } from "node:path";
import { applyMutant } from "./list-mutants";

/** Which file is changed where: the value of GRATA_MUTANT, as JSON. */
export type GivenMutant = { path: string; start: number; before: string; after: string };

/** Changes one place of one file as it is loaded for tests: the file itself stays as it is. */
export function mutantPlugin(root: string, given: string) {
  const mutant: GivenMutant = JSON.parse(given);
  return {
    name: "grata-mutant",
    enforce: "pre" as const,
    transform(code: string, id: string) {
      const path = relative(root, id.split("?")[0] ?? "")
        .split(sep)
        .join("/");
      return path === mutant.path ? { code: applyMutant(code, mutant), map: null } : undefined;
    },
  };
}
