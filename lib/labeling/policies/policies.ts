import { z } from "zod";
import type { Purpose } from "@/lib/generated/prisma/enums";
import { balanced } from "@/lib/labeling/policies/balanced";
import { fileOrder } from "@/lib/labeling/policies/file-order";
import { gold } from "@/lib/labeling/policies/gold";
import { groups } from "@/lib/labeling/policies/groups";
import { namedFirst } from "@/lib/labeling/policies/named-first";
import { panel } from "@/lib/labeling/policies/panel";
import { perRater } from "@/lib/labeling/policies/per-rater";
import type { DefinedPolicy, SetPolicy } from "@/lib/labeling/policies/policy";
import { qualification } from "@/lib/labeling/policies/qualification";
import { repeats } from "@/lib/labeling/policies/repeats";
import { shuffled } from "@/lib/labeling/policies/shuffled";
import { training } from "@/lib/labeling/policies/training";
import type { SlotRule } from "@/lib/slots/slot-rule";

/** Every policy, under the key that it is stored by, in the order in which the settings offer them. */
const list = {
  shuffled,
  "per-rater": perRater,
  balanced,
  "file-order": fileOrder,
  "named-first": namedFirst,
  training,
  qualification,
  gold,
  repeats,
  panel,
  groups,
};

export const policies = list satisfies { [Key in keyof typeof list]: DefinedPolicy<Key> };

export type PolicyKey = keyof typeof policies;

export const policyKeys = Object.keys(policies) as PolicyKey[];

/** What a study stores. */
export const storedPolicies = z
  .array(z.object({ key: z.enum(policyKeys), settings: z.record(z.string(), z.unknown()) }))
  .min(1);

/** The policies that a study stores, set as it sets them, in the order in which they are asked. */
export function readPolicies(stored: unknown): SetPolicy[] {
  return storedPolicies.parse(stored).map(({ key, settings }) => policies[key].set(settings));
}

/** What the policies of a study say of who fills an item's slots; null: anybody. */
export const findSlotRule = (stored: unknown): SlotRule | null =>
  readPolicies(stored).find(({ slotRule }) => slotRule !== null)?.slotRule ?? null;

/** Whether a slot is one person's alone, so that there is nobody whom it could go to when their time runs out. */
export const keepsSlots = (set: readonly SetPolicy[]): boolean => set.some(({ slotRule }) => slotRule?.by === "people");

/** Whether the order in which items come may tell which file one is of. */
export const givesInFileOrder = (stored: unknown): boolean =>
  readPolicies(stored).some(({ inFileOrder }) => inFileOrder);

const isPolicy = (key: string | null): key is PolicyKey => policyKeys.some((known) => known === key);

/**
 * Whether an assignment takes one of its item's k slots: as the policy says that gave it out. One that none of these gave
 * (from before there were policies) does by its purpose.
 */
export const countsTowardK = ({ policy, purpose }: { policy: string | null; purpose: Purpose }): boolean =>
  isPolicy(policy) ? policies[policy].countsTowardK : purpose === "PRIMARY";
