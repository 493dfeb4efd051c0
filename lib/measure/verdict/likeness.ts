import { countOf } from "@/lib/format-number";
import type { Ground } from "@/lib/measure/ground";
import { mostWork } from "@/lib/measure/stand-in";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { likenesses } from "@/lib/stats/judges/near-copy";

/** Units that a judge and a person share, at least: fewer say nothing about how alike the two are. */
export const fewestUnits = 30;

/** A person whom a judge is like: on how many of the units that both labeled they say the same. */
export type NamedLikeness = { name: string; same: number; shared: number; p: number; isCopy: boolean };

export const describeLikeness = ({ name, same, shared }: Pick<NamedLikeness, "name" | "same" | "shared">): string =>
  `equals ${name} on ${same} of ${countOf(shared, "item")}`;

/** How alike the judge and each person are, the most alike first. */
export function listAlike({ people, names }: Ground, codes: Int32Array): Defined<NamedLikeness[]> {
  if (!names) return undefinedBecause("people cannot be told apart");
  if (people.units * names.length ** 2 > mostWork) return undefinedBecause("there are too many people times items");
  return defined(
    likenesses(people, codes, fewestUnits).map(({ rater, ...own }) => ({
      name: names[rater]?.name ?? "a person",
      ...own,
    })),
  );
}
