import type { DemoItem, DemoStudy } from "@/lib/demo/demo-study";
import { type Dialogue, dialogues } from "@/lib/demo/dialogues";
import { roleIdentification } from "@/lib/protocol/starters/role-identification";
import type { Random } from "@/lib/stats/defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const seed = 20260113;

/** The speaker comes first in the texts; in the study they stand anywhere, so that an exported table does not give them away. */
function shuffled<T>(values: readonly T[], random: Random): T[] {
  const rest = [...values];
  return values.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}

function toItem({ key, place, speaker, said, reply, candidates }: Dialogue, random: Random): DemoItem {
  const ordered = shuffled(candidates, random);
  const truth = ordered.indexOf(candidates[0]) + 1;
  return {
    record: {
      kind: "item",
      layout: "CANDIDATES",
      isServable: true,
      factors: {},
      externalId: key,
      task: {
        externalId: key,
        prompt: `${place}.\n\n${speaker}: ${said}\n\nHidden speaker: ${reply}`,
        promptTurns: [
          { speaker: "", text: `${place}.` },
          { speaker, text: said },
          { speaker: "Hidden speaker", text: reply },
        ],
      },
      parts: ordered.map(({ name, profile }) => ({ label: name, profile })),
      truth: { speaker: String(truth) },
    },
    leaning: { pulls: ordered.map(({ pull }) => pull) },
  };
}

function makeItems(): DemoItem[] {
  const random = seededRandom(seed);
  return dialogues.map((dialogue) => toItem(dialogue, random));
}

/** Role identification: ten lines, four people who may have said each. */
export const speakerDemo: DemoStudy = {
  name: "Demo: who said it?",
  description:
    "Ten short dialogues with one speaker hidden, and four people who may be it. The texts are made up, and all raters so far are simulated.",
  contentWarning: "",
  starter: roleIdentification,
  seed,
  labelsPerItem: 10,
  factors: [],
  personas: [],
  items: makeItems(),
};
