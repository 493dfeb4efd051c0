import { readArena } from "@/lib/formats/arena";
import type { TablePurpose } from "@/lib/formats/columns/suggest-roles";
import type { Reader } from "@/lib/formats/contract/convert-rows";
import * as suggested from "@/lib/formats/contract/suggested-protocols";
import { readDices } from "@/lib/formats/dices";
import type { FormatKey } from "@/lib/formats/format-keys";
import { readHealthBench, readHealthBenchJudge } from "@/lib/formats/healthbench";
import { readLabels, readScores } from "@/lib/formats/labels";
import { readMtBench } from "@/lib/formats/mt-bench";
import { readMtBenchGallery } from "@/lib/formats/mt-bench-gallery";
import { readOutputs } from "@/lib/formats/outputs";
import { readPersonaEval } from "@/lib/formats/personaeval";
import { readPersonaEvalResult } from "@/lib/formats/personaeval-result";
import { readPersonas } from "@/lib/formats/personas";
import { readRecords } from "@/lib/formats/records";
import type { Protocol } from "@/lib/protocol/schema";

export type Format = {
  /** Reads a single file. PersonaFeedback is read as a folder instead, even when only one of its files is there. */
  read: Reader | null;
  /** Formats with free columns: how roles are suggested. */
  purpose: TablePurpose | null;
  /** The protocol that its labels were given under, where the format implies one. */
  protocol: Protocol | null;
  /** What raters should know before they read such texts, where the format is known for them. */
  contentWarning: string | null;
};

const fixed = (read: Reader, protocol: Protocol | null, contentWarning: string | null = null): Format => ({
  ...{ read, purpose: null, protocol, contentWarning },
});
const free = (read: Reader, purpose: TablePurpose): Format => ({ read, purpose, protocol: null, contentWarning: null });

/** DICES: people were asked to provoke unsafe answers. */
const adversarialWarning =
  "These conversations were written to provoke unsafe answers. They may hold insults, hatred, sexual content, violence and self-harm. You may skip any of them or stop at any time.";

export const formats: Record<FormatKey, Format> = {
  outputs: free(readOutputs, "outputs"),
  personas: free(readPersonas, "personas"),
  labels: free(readLabels, "labels"),
  scores: free(readScores, "labels"),
  personaeval: fixed(readPersonaEval, suggested.speakerProtocol),
  "personaeval-result": fixed(readPersonaEvalResult, suggested.speakerProtocol),
  personafeedback: { read: null, purpose: null, protocol: suggested.personaPreferenceProtocol, contentWarning: null },
  arena: fixed(readArena, suggested.battleProtocol),
  "mt-bench": fixed(readMtBench, suggested.preferenceProtocol),
  "mt-bench-gallery": fixed(readMtBenchGallery, suggested.preferenceProtocol),
  dices: fixed(readDices, suggested.unsafeProtocol, adversarialWarning),
  healthbench: fixed(readHealthBench, suggested.criteriaProtocol),
  "healthbench-judge": fixed(readHealthBenchJudge, suggested.criteriaProtocol),
  records: fixed(readRecords, null),
};
