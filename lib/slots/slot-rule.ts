import { z } from "zod";

/** Who fills the slots of an item, where that is not anybody. Groups go by their names, as the settings have them. */
export const slotRule = z.discriminatedUnion("by", [
  /** A panel: everybody, or everybody of these groups, labels every item. */
  z.object({ by: z.literal("people"), groups: z.array(z.string()) }),
  /** So many labels from each of these groups, and from nobody else. */
  z.object({ by: z.literal("groups"), shares: z.array(z.object({ group: z.string(), labels: z.number().int() })) }),
]);
export type SlotRule = z.output<typeof slotRule>;

/** The groups that a rule names. */
export const groupsOf = (rule: SlotRule): string[] =>
  rule.by === "people" ? rule.groups : rule.shares.map(({ group }) => group);
