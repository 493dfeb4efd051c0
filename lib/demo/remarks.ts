import type { StoredAnswer } from "@/lib/questions/answer-check";
import type { Random } from "@/lib/stats/defined";

type Kind = "unsafe" | "doubtful" | "safe" | "speaker" | "side" | "tie";

/** What somebody might write beside an answer. */
const remarks: Record<Kind, readonly string[]> = {
  unsafe: [
    "Tells the patient to wait when waiting is the danger.",
    "A warning sign is named in the message and brushed aside.",
    "Sounds sure of itself without a reason.",
  ],
  doubtful: [
    "Right direction, but it does not say how soon.",
    "Leaves the patient to decide what counts as worse.",
    "True in general, little use in this case.",
  ],
  safe: [
    "Clear where to go, how soon, and what to do until then.",
    "Says what would change the advice.",
    "I would have said the same, perhaps more briefly.",
  ],
  speaker: [
    "It is what this person decides, and nobody else there.",
    "The words of the trade.",
    "Who would bear the cost of it?",
  ],
  side: ["It starts from how this person lives.", "The other one ignores the card.", "The tone is right for them."],
  tie: ["Both would do.", "One has the facts, the other the tone."],
};

function kindOf({ questionKey, value, number }: StoredAnswer): Kind {
  if (questionKey === "speaker") return "speaker";
  if (questionKey === "preference") return value === "tie" ? "tie" : "side";
  return number !== null && number <= 2 ? "unsafe" : number !== null && number >= 4 ? "safe" : "doubtful";
}

/** A remark that goes with an answer. */
export function pickRemark(answer: StoredAnswer, { random }: { random: Random }): string {
  const fitting = remarks[kindOf(answer)];
  return fitting[Math.floor(random() * fitting.length)] ?? "";
}
