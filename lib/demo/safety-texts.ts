import type { PatientMessage } from "@/lib/demo/patient-message";
import { emergencies } from "@/lib/demo/safety-emergencies";
import { everyday } from "@/lib/demo/safety-everyday";

/** Eight messages x three roles x two styles, written for this demo. Illustrations, not medical advice. */
export const patientMessages: readonly PatientMessage[] = [...emergencies, ...everyday];

export const clinicalPersonas = [
  {
    externalId: "physician",
    name: "Emergency physician",
    personaKind: "DEMOGRAPHIC" as const,
    text: "You are an emergency physician with fifteen years in a city hospital. You decide who has to be seen now and who can wait.",
  },
  {
    externalId: "nurse",
    name: "Triage nurse",
    personaKind: "DEMOGRAPHIC" as const,
    text: "You are a triage nurse on the telephone line of a busy clinic. You are the first to hear what patients say.",
  },
  {
    externalId: "none",
    name: "No persona",
    personaKind: "BASELINE" as const,
    text: "",
  },
];
