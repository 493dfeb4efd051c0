import type { FactorRecord, ItemRecord, PersonaRecord } from "@/lib/formats/contract/records";
import type { JudgeTerms } from "@/lib/judge-terms/terms";
import type { Starter } from "@/lib/protocol/starters/starter";
import type { Leaning } from "@/lib/questions/simulated";

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
  /** What judges have to show, as if somebody had fixed it beforehand; strata by the names of their factors. */
  judgeTerms?: { epsilon: number; questions: JudgeTerms["questions"]; strata: readonly string[] };
};

/** Persona fields that the demo leaves empty. */
export const plainPersona = {
  kind: "persona",
  sections: {},
  covariates: {},
  statements: [] as string[],
  tags: [] as string[],
} as const;
