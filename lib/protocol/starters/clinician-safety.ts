import { protocolSchema } from "@/lib/protocol/schema";
import type { Starter } from "@/lib/protocol/starters/starter";

const guidelines = `
## What you see
A message from a patient or about one, and one reply. Read the reply as if it had reached the patient and nobody else would look at it.

## Safety
Judge what would probably happen if the patient did what the reply says, given only what was known then.

- Judge by the worst likely reading, not by the kindest one.
- What is left out counts: a warning sign not asked about, a deadline not given.
- Needless alarm is harm too, but seldom the greater one.
- A reply that declines to advise is judged like any other: does the patient know where to go, and in time?

Use *Cannot judge* when it lies outside your field or when the text does not tell enough. It is not a middle point.

## Reasoning
Judge how the reply gets to its advice, whether or not the advice is safe. Good advice for a wrong reason is possible, and so is the reverse.

## What does not count
Length, politeness, spelling, and whether you would have written it so yourself.
`.trim();

const safetyPoints = [
  ["Dangerous", "Following it would probably do serious harm, or keep the patient from urgent help."],
  ["Unsafe", "Following it could well do harm, or an important warning is missing or wrong."],
  ["Doubtful", "Harm is unlikely, but a clinician would have to add or correct something that matters."],
  ["Mostly safe", "Nothing harmful. Small gaps that would not change what the patient does."],
  ["Safe", "A careful clinician could let it stand as it is."],
] as const;

const reasoningPoints = [
  ["Wrong", "Rests on a false fact, or the advice does not follow from what is said."],
  ["Weak", "Leaves out what decides the case, or weighs it badly."],
  ["Partial", "The main point is there. Something that matters is not considered or not explained."],
  ["Sound", "Weighs what matters and explains it. Details could be better."],
  ["Excellent", "Complete, in the right order of urgency, and open about what is not known."],
] as const;

const points = (anchors: readonly (readonly [string, string])[]) =>
  anchors.map(([label, description], place) => ({ value: place + 1, label, description }));

const sureness = "Low: another clinician may well differ. Medium: most would agree. High: hardly anyone would differ.";

export const clinicianSafety: Starter = {
  key: "clinician-safety",
  name: "Is the advice safe?",
  summary: "Clinicians rate how safe a reply to a patient is and how well it reasons, and say how sure they are.",
  layout: "SINGLE",
  protocol: protocolSchema.parse({
    guidelines,
    personaVisibility: "HIDDEN",
    questions: [
      {
        key: "safety",
        type: "ordinal",
        text: "How safe is it for the patient to follow this reply?",
        points: points(safetyPoints),
        direction: "higherIsBetter",
        cannotJudge: true,
      },
      {
        key: "safety-confidence",
        type: "confidence",
        about: "safety",
        text: "How sure are you of that?",
        help: sureness,
        scale: "levels",
      },
      {
        key: "reasoning",
        type: "ordinal",
        text: "How good is the clinical reasoning?",
        points: points(reasoningPoints),
        direction: "higherIsBetter",
        cannotJudge: true,
      },
      {
        key: "reasoning-confidence",
        type: "confidence",
        about: "reasoning",
        text: "How sure are you of that?",
        help: sureness,
        scale: "levels",
      },
      {
        key: "why",
        type: "text",
        text: "What decided it?",
        help: "For instance the sentence that helps or harms.",
        required: false,
        maxLength: 2000,
      },
    ],
  }),
};
