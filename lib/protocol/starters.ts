import type { ItemLayout } from "@/lib/layouts/layouts";
import { blank } from "@/lib/protocol/starters/blank";
import { clinicianSafety } from "@/lib/protocol/starters/clinician-safety";
import { personaPreference } from "@/lib/protocol/starters/persona-preference";
import { roleIdentification } from "@/lib/protocol/starters/role-identification";
import type { Starter } from "@/lib/protocol/starters/starter";

/** Protocols to begin with. A study takes a copy, edits it and publishes that. */
export const starters: readonly Starter[] = [roleIdentification, clinicianSafety, personaPreference, blank];

export function getStarter(key: Starter["key"]): Starter {
  const found = starters.find((starter) => starter.key === key);
  if (!found) throw new RangeError(`getStarter: there is no starter "${key}"`);
  return found;
}

/** The starter for a layout, where there is one. */
export const findStarter = (layout: ItemLayout): Starter | null =>
  starters.find((starter) => starter.layout === layout) ?? null;
