import { z } from "zod";
import { findMissingGroup, toLines } from "@/lib/labeling/policies/parts/group-lines";
import { ruleOnly } from "@/lib/labeling/policies/parts/rule-only";
import { definePolicy } from "@/lib/labeling/policies/policy";

const line = /^(?<group>.+?)\s*:\s*(?<labels>[1-9]\d?)$/;

function readShare(text: string) {
  const { group = "", labels = "" } = line.exec(text)?.groups ?? {};
  return { group, labels: Number(labels) };
}

function checkShares(lines: readonly string[], context: z.core.$RefinementCtx) {
  const wrong = lines.find((text) => !line.test(text));
  if (wrong !== undefined)
    return context.addIssue(`"${wrong}": write the name of a group, a colon and how many labels, as in "clinician: 2"`);
  const shares = lines.map(readShare);
  const twice = shares.find(({ group }, index) => shares.findIndex((other) => other.group === group) < index);
  if (twice) return context.addIssue(`"${twice.group}" stands here twice`);
  if (shares.reduce((sum, { labels }) => sum + labels, 0) > 100) context.addIssue("At most 100 labels an item");
}

const settings = z.object({
  shares: z.preprocess(toLines, z.array(z.string()).min(1, "Name at least one group").max(50).superRefine(checkShares)),
});

/** Queues of rater groups: each item wants so many labels from each, and whoever is in none of them is given none. */
export const groups = definePolicy({
  ...ruleOnly,
  key: "groups",
  words: {
    name: "So many labels from each group",
    about:
      "Each item wants labels from people of these groups, so many from each, and none from others. The number of labels an item is their sum.",
  },
  settings,
  fields: [
    {
      name: "shares",
      label: "Labels an item from each group",
      hint: 'A group a line, with a colon and a number: "clinician: 2".',
      asks: "lines",
      initial: "",
    },
  ],
  findProblem: async (client, { studyId, settings: { shares } }) => {
    const missing = await findMissingGroup(
      client,
      studyId,
      shares.map((text) => readShare(text).group),
    );
    return missing === null ? null : ["shares", missing];
  },
  slots: ({ shares }) => ({ by: "groups", shares: shares.map(readShare) }),
});
