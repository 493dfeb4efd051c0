import { z } from "zod";
import { findMissingGroup, toLines } from "@/lib/labeling/policies/parts/group-lines";
import { ruleOnly } from "@/lib/labeling/policies/parts/rule-only";
import { definePolicy } from "@/lib/labeling/policies/policy";

const settings = z.object({
  groups: z.preprocess(toLines, z.array(z.string()).max(50, "At most 50 groups")),
});

/**
 * A fixed panel: the same people label every item, and nobody else does. Each has a slot of their own on each item, so that none
 * can be given away; k is how many they are.
 */
export const panel = definePolicy({
  ...ruleOnly,
  key: "panel",
  words: {
    name: "A fixed panel: everybody labels every item",
    about:
      "An item wants one label from each person on the panel, however long they take: nothing that is reserved runs out. The number of labels an item follows from who is on the panel. Whoever has seen the conditions is not on it; whoever is paused is waited for.",
  },
  settings,
  fields: [
    {
      name: "groups",
      label: "Groups on the panel (optional)",
      hint: "Names of groups, one a line. Empty: every rater of the study.",
      asks: "lines",
      initial: "",
    },
  ],
  findProblem: async (client, { studyId, settings: { groups } }) => {
    const missing = await findMissingGroup(client, studyId, groups);
    return missing === null ? null : ["groups", missing];
  },
  slots: ({ groups }) => ({ by: "people", groups }),
});
