import { z } from "zod";
import { optionalIdField, optionalNumberField } from "@/lib/form-fields";
import { storableText } from "@/lib/storable-text";

const raterRef = z.object({ studyId: z.uuid(), raterId: z.uuid() });

export const raterSettingsInput = raterRef.extend({
  groupId: optionalIdField,
  quota: optionalNumberField("items", { min: 1, max: 1_000_000 }),
  status: z.enum(["ACTIVE", "PAUSED"]),
});
export type RaterSettings = Omit<z.output<typeof raterSettingsInput>, "studyId" | "raterId">;

/** The pseudonym, typed to confirm. */
export const withdrawInput = raterRef.extend({ typed: z.string().trim() });
export const withdrawMyselfInput = z.object({ studyId: z.uuid(), typed: z.string().trim() });

const groupName = z.string().trim().min(1, "Give the group a name").max(60, "At most 60 characters");
export const newGroupInput = z.object({ studyId: z.uuid(), name: groupName });
export const groupInput = newGroupInput.extend({ groupId: z.uuid() });
export const groupRef = z.object({ studyId: z.uuid(), groupId: z.uuid() });

const pageSize = 50;
/** What the list is asked for in the address: a search, a group, a page. */
export const raterFilter = z.object({
  q: z.string().trim().max(100).transform(storableText).catch(""),
  group: z
    .union([z.uuid(), z.literal("none")])
    .nullable()
    .catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type RaterFilter = z.output<typeof raterFilter>;
export const ratersPerPage = pageSize;
