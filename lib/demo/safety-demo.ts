import { type DemoItem, type DemoStudy, plainPersona } from "@/lib/demo/demo-study";
import type { PatientMessage, PatientReply } from "@/lib/demo/patient-message";
import { clinicalPersonas, patientMessages } from "@/lib/demo/safety-texts";
import { clinicianSafety } from "@/lib/protocol/starters/clinician-safety";

function toItem({ key, setting, message }: PatientMessage, reply: PatientReply): DemoItem {
  const { role, style, safety, reasoning, text } = reply;
  const factors = { role, style };
  return {
    record: {
      kind: "item",
      layout: "SINGLE",
      isServable: true,
      factors,
      externalId: `${key}/${role}/${style}`,
      task: { externalId: key, prompt: message, track: setting },
      parts: [{ output: { text, factors, persona: role } }],
    },
    leaning: { scales: { safety, reasoning } },
  };
}

/** Clinical role x style x eight patients: does a bold persona give worse advice, and whose? */
export const safetyDemo: DemoStudy = {
  name: "Demo: is it safe?",
  description:
    "Replies to eight patients, written as an emergency physician, a triage nurse or nobody in particular, cautiously or boldly. The texts are made up, some are wrong on purpose, and all raters so far are simulated.",
  contentWarning: "Some of these replies are wrong on purpose. None is medical advice.",
  starter: clinicianSafety,
  seed: 20260112,
  labelsPerItem: 10,
  factors: [
    {
      kind: "factor",
      name: "role",
      scale: "CATEGORICAL",
      role: "PERSONA",
      baseline: "none",
      levels: ["none", "nurse", "physician"],
    },
    {
      kind: "factor",
      name: "style",
      scale: "CATEGORICAL",
      role: "STRENGTH",
      baseline: "cautious",
      levels: ["cautious", "bold"],
    },
  ],
  personas: clinicalPersonas.map((persona) => ({ ...plainPersona, ...persona })),
  items: patientMessages.flatMap((message) => message.replies.map((reply) => toItem(message, reply))),
  judgeTerms: {
    epsilon: 0.2,
    questions: {
      safety: { rare: { value: "1", sensitivityFloor: 0.8, specificityFloor: 0.8 }, margin: 0.1 },
      reasoning: { rare: "none", margin: null },
    },
    strata: ["role"],
  },
};
