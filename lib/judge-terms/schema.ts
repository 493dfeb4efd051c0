import { z } from "zod";
import { optionalNumberField, shareField } from "@/lib/form-fields";
import { strataPrefix } from "@/lib/judge-terms/stratum-field";

const optionalShare = z.union([
  z
    .string()
    .trim()
    .length(0)
    .transform(() => null),
  shareField({ max: 0.99 }),
]);

/** What the form of one question sends: `rare` is "none", or "=" before the value of an answer. */
export const questionTermsInput = z
  .object({
    studyId: z.uuid(),
    question: z.string().min(1),
    rare: z.string().min(1, "Choose an answer, or say that there is none"),
    sensitivityFloor: optionalShare.default(null),
    specificityFloor: optionalShare.default(null),
    margin: optionalShare,
  })
  .superRefine(({ rare, sensitivityFloor, specificityFloor }, context) => {
    if (!rare.startsWith("=")) return;
    const message = "A floor is needed for an answer that must not be missed";
    if (sensitivityFloor === null) context.addIssue({ code: "custom", path: ["sensitivityFloor"], message });
    if (specificityFloor === null) context.addIssue({ code: "custom", path: ["specificityFloor"], message });
  })
  .transform(({ rare, sensitivityFloor, specificityFloor, ...input }) => ({
    ...input,
    rare: rare.startsWith("=")
      ? { value: rare.slice(1), sensitivityFloor: sensitivityFloor ?? 0, specificityFloor: specificityFloor ?? 0 }
      : ("none" as const),
  }));

export const epsilonInput = z.object({ studyId: z.uuid(), epsilon: shareField({ max: 0.5 }) });

/** A box for each factor: those that are ticked come. */
export const strataInput = z.looseObject({ studyId: z.uuid() }).transform(({ studyId, ...boxes }) => ({
  studyId,
  strata: Object.keys(boxes)
    .filter((name) => name.startsWith(strataPrefix))
    .map((name) => name.slice(strataPrefix.length)),
}));

/** A share of the items to tune prompts on, drawn anew; a share of 0 takes none. */
export const tuningInput = z.object({
  studyId: z.uuid(),
  share: shareField({ max: 0.9 }),
  seed: optionalNumberField("a seed", { min: 0, max: 999_999_999 }).default(null),
});
