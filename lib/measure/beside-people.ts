import type { Ground } from "@/lib/measure/ground";
import { mostWork } from "@/lib/measure/stand-in";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { type KappasBesidePeople, kappasBesidePeople } from "@/lib/stats/judges/kappa-beside-people";

/** The judge and each person with one other person at a time, the very same others for both: see `kappasBesidePeople`. */
export function besidePeople({ kind, people, names, weights }: Ground, codes: Int32Array): Defined<KappasBesidePeople> {
  if (!names) return undefinedBecause("people cannot be told apart");
  if (kind === "own-options") return undefinedBecause("every item has options of its own, for which there is no kappa");
  if (people.units * names.length ** 2 > mostWork) return undefinedBecause("there are too many people times items");
  return kappasBesidePeople(people, codes, kind === "scale" ? weights : "unweighted");
}
