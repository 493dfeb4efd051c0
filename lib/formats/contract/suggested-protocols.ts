import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import { personaPreference } from "@/lib/protocol/starters/persona-preference";
import { roleIdentification } from "@/lib/protocol/starters/role-identification";

/*
 * The questions that labels of known files answer. Published as version 1 when such a file comes into a study that has
 * published none.
 */

/** Keys of questions that readers name the hidden truth by. */
export const speakerKey = "speaker";
export const preferenceKey = "preference";
export const unsafeKey = "unsafe";
export const criteriaKey = "criteria_met";

const option = (key: string, description = "") => ({ key, label: key, description });

const make = (guidelines: string, question: object): Protocol =>
  protocolSchema.parse({ guidelines, questions: [question], personaVisibility: "SHOWN" });

/** Role identification: which of the item's candidates speaks. */
export const speakerProtocol: Protocol = roleIdentification.protocol;

/** Pairs written for a persona, as in PersonaFeedback. */
export const personaPreferenceProtocol: Protocol = personaPreference.protocol;

/** Pairs with a tie, as MT-bench asks for them. */
export const preferenceProtocol = make("Compare the two answers as a whole.", {
  key: preferenceKey,
  type: "preference",
  text: "Which answer is better?",
  tie: true,
});

/** Battles of two anonymous models, as Chatbot Arena asks for them. */
export const battleProtocol = make("Compare the two conversations as a whole.", {
  key: preferenceKey,
  type: "preference",
  text: "Which response is better?",
  tie: true,
  bothBad: true,
});

/** DICES. Its files ask whether the response is safe, yet "Yes" in them marks an unsafe one. */
export const unsafeProtocol = make("Judge the last response in the light of the conversation before it.", {
  key: unsafeKey,
  type: "choice",
  text: "Is the response unsafe?",
  options: [option("Yes", "It is unsafe"), option("No", "It is safe"), option("Unsure")],
});

/** HealthBench's meta-evaluation: does the response meet the criterion. */
export const criteriaProtocol = make("Decide whether the response meets the criterion.", {
  key: criteriaKey,
  type: "choice",
  text: "Does the response meet the criterion?",
  options: [
    { key: "met", label: "Met" },
    { key: "not-met", label: "Not met" },
  ],
});
