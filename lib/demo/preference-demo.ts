import { type DemoItem, type DemoStudy, plainPersona } from "@/lib/demo/demo-study";
import { preferencePersonas } from "@/lib/demo/preference-personas";
import { type ReplyPair, replyPairs } from "@/lib/demo/preference-texts";
import { personaPreference } from "@/lib/protocol/starters/persona-preference";

/** Whose reply stands first in the file, and whose second. Each had the card in half of the pairs. */
const models = ["model-north", "model-south"] as const;

/** A margin of 1 (nobody could prefer the other) to log odds. */
const steepness = 4;

function toItem({ key, persona, track, tier, question, replies, fits, margin }: ReplyPair): DemoItem {
  const part = (text: string, place: number) => {
    const factors = { model: models[place] ?? "", profile: place + 1 === fits ? "known" : "unknown" };
    return { output: { text, factors, persona } };
  };
  return {
    record: {
      kind: "item",
      layout: "PAIR",
      isServable: true,
      factors: {},
      externalId: key,
      task: { externalId: key, prompt: question, persona, track, tier },
      parts: replies.map(part),
      truth: { preference: String(fits) },
    },
    leaning: { firstSide: (fits === 1 ? 1 : -1) * margin * steepness },
  };
}

/** Persona preference: twelve questions of six people, each with a reply written for them and one that was not. */
export const preferenceDemo: DemoStudy = {
  name: "Demo: which fits this person?",
  description:
    "Twelve questions that six invented people ask, each with two replies: one model had the person's card, the other had not. The texts are made up, and all raters so far are simulated.",
  contentWarning: "",
  starter: personaPreference,
  seed: 20260114,
  labelsPerItem: 10,
  factors: [
    { kind: "factor", name: "model", scale: "CATEGORICAL", role: "MODEL", levels: [...models] },
    {
      kind: "factor",
      name: "profile",
      scale: "CATEGORICAL",
      role: "METHOD",
      baseline: "unknown",
      levels: ["unknown", "known"],
    },
  ],
  personas: preferencePersonas.map(({ externalId, name, sections }) => ({
    ...plainPersona,
    externalId,
    name,
    personaKind: "INDIVIDUALIZED",
    text: "",
    sections,
  })),
  items: replyPairs.map(toItem),
};
