import type { FactorRecord, ItemRecord, PersonaRecord } from "@/lib/exchange/records";
import type { Starter } from "@/lib/protocol/starters/starter";

/** What the simulated raters are steered by. Never stored, never shown. */
export type Leaning = {
  /** What a careful reader would say on each scale, by question key. */
  scales?: Record<string, number>;
  /** How strongly each candidate suggests itself, in the order of the parts. */
  pulls?: readonly number[];
  /** Log odds that the first side is preferred. */
  firstSide?: number;
};

export type DemoItem = { record: ItemRecord; leaning: Leaning };

/** A demo study before anybody has labeled it. */
export type DemoStudy = {
  name: string;
  description: string;
  contentWarning: string;
  starter: Starter;
  /** Seeds the item order and everything that is simulated. */
  seed: number;
  labelsPerItem: number;
  factors: readonly FactorRecord[];
  personas: readonly PersonaRecord[];
  items: readonly DemoItem[];
};

/** Persona fields that the demo leaves empty. */
export const plainPersona = {
  kind: "persona",
  sections: {},
  covariates: {},
  statements: [] as string[],
  tags: [] as string[],
} as const;
