/** The formats that can be loaded, with what a person calls them. Order is that of a list to choose from. */
export const formatLabels = {
  outputs: "Model outputs (JSONL, CSV or JSON, any columns)",
  personas: "Personas (JSONL, CSV or JSON)",
  labels: "Labels by people (long or wide)",
  scores: "Judge scores",
  personaeval: "PersonaEval items",
  "personaeval-result": "PersonaEval result of a judge",
  personafeedback: "PersonaFeedback folder (zip)",
  arena: "Chatbot Arena battles",
  "mt-bench": "MT-bench votes",
  "mt-bench-gallery": "MT-bench disagreement gallery",
  dices: "DICES",
  healthbench: "HealthBench meta-evaluation, physicians",
  "healthbench-judge": "HealthBench meta-evaluation, a judge",
  records: "Raw labels exported by Persona Grata (JSONL)",
} as const;

export type FormatKey = keyof typeof formatLabels;

export const formatKeys = Object.keys(formatLabels) as [FormatKey, ...FormatKey[]];
