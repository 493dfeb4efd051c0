import { z } from "zod";
import { encodings } from "@/lib/text/bytes/encodings";

/*
 * How columns and values of a file are understood. Stored with the import, so that it can be said later what was done.
 */

const plainRoles = [
  // Outputs
  ...[
    "id",
    "task",
    "prompt",
    "context",
    "response",
    "response_b",
    "chosen",
    "rejected",
    "turns",
    "persona",
    "persona_text",
    "gold",
    "tier",
    "track",
    "for_tuning",
  ],
  ...["reference", "policy", "extra", "ignore"],
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((place) => [`option${place}`, `option${place}_profile`]),
  // Labels and scores
  ...["item", "rater", "judge", "group", "question", "value", "target", "confidence", "rationale", "occurrence"],
  ...["probabilities", "raw", "prompt_version", "model_family"],
  // Personas
  ...["name", "text", "kind", "sections", "statements", "tags", "covariates"],
];

/** Roles that name something: `factor:model`, `factor_a:model`, `truth:safety`, `rater:anna`, `question:safety`. */
const namedRoles = ["factor", "factor_a", "factor_b", "truth", "rater", "question", "section", "covariate"] as const;
export type NamedRole = (typeof namedRoles)[number];

const maxNameLength = 200;

const isRole = (role: string) => {
  if (plainRoles.includes(role)) return true;
  const { kind, name } = splitRole(role);
  const isNamed = namedRoles.some((named) => named === kind);
  return isNamed && name.length > 0 && name.length <= maxNameLength && name !== "__proto__";
};

/** `factor:model` -> factor, model. A plain role has an empty name. */
export function splitRole(role: string): { kind: string; name: string } {
  const colon = role.indexOf(":");
  return colon < 0 ? { kind: role, name: "" } : { kind: role.slice(0, colon), name: role.slice(colon + 1).trim() };
}

export const roleSchema = z
  .string()
  .max(250)
  .refine(isRole, {
    error: ({ input }) =>
      `"${String(input)}" is no role: use one of ${plainRoles.slice(0, 15).join(", ")} ..., or factor:NAME, truth:QUESTION, rater:NAME, question:KEY`,
  });

/**
 * From a value in the file to one of the question's: first `map` (exact, else regardless of case), then, for numbers,
 * `threshold`, then `flip` (the other end of the scale, the other of two options or sides). A target may be a value of
 * the question, or one of the states below.
 */
export const valueRuleSchema = z.object({
  map: z.record(z.string().max(500), z.string().max(500)).default({}),
  threshold: z
    .object({ at: z.number(), below: z.string().max(200), atOrAbove: z.string().max(200) })
    .nullable()
    .default(null),
  flip: z.boolean().default(false),
});
export type ValueRule = z.output<typeof valueRuleSchema>;

/** Targets of a value map that are states, not values. */
export const stateTargets = {
  "state:missing": "MISSING",
  "state:unparsed": "UNPARSED",
  "state:cannot-judge": "CANNOT_JUDGE",
  "state:refusal": "REFUSAL",
} as const;

const name = z.string().trim().min(1).max(maxNameLength);

export const mappingSchema = z.object({
  /** Column -> role. Columns that are not named keep the role suggested for them. */
  columns: z.record(z.string().max(1000), roleSchema).default({}),
  /** Question as the file calls it -> key in the protocol. */
  questions: z.record(z.string().max(500), z.string().max(60)).default({}),
  /** Question key in the protocol -> how its values are understood. */
  values: z.record(z.string().max(60), valueRuleSchema).default({}),
  /** The question that a file without a question column is about, by key in the protocol. */
  question: name.optional(),
  /** Whose question labels of a known format answer: the format's own, or the study's. Left out: the study's where it asks the same. */
  protocol: z.enum(["own", "study"]).optional(),
  /** The judge or rater that a file without such a column comes from. */
  judge: name.optional(),
  raterKind: z.enum(["HUMAN", "JUDGE", "CLASSIFIER"]).optional(),
  group: name.optional(),
  promptVersion: name.optional(),
  modelFamily: name.optional(),
  track: name.optional(),
  tier: name.optional(),
  /** What the file is written in, where that is not UTF-8. */
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  /** Whether a rater's name (in DICES: the place in the list) is the same person on every item. Pairwise kappa needs that. */
  raters: z.enum(["stable", "anonymous"]).optional(),
  /** Names in responses and prompts that raters must not read, to be masked: as the import tells them, or "*" for all. */
  mask: z.array(z.string().min(1).max(maxNameLength)).max(500).default([]),
  /**
   * Where a dialogue written as `Name: words` becomes turns: in prompts and contexts, in responses too, or nowhere.
   */
  dialogues: z.enum(["prompts", "everywhere", "off"]).default("prompts"),
  /** Letters that were decoded twice ("grÃ¶ÃŸer"): as the file has them, or as they were meant. */
  letters: z.enum(["as-written", "mended"]).default("as-written"),
  /** A second label of one rater for one item and question: a mistake, or a vote of its own. */
  repeats: z.enum(["refuse", "keep"]).default("refuse"),
});

export type Mapping = z.output<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;

export const emptyMapping: Mapping = mappingSchema.parse({});
