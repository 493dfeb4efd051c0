import type { z } from "zod";
import { given } from "@/lib/questions/answer-check";
import { usual } from "@/lib/questions/defaults";
import { commonFields, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import { saying } from "@/lib/questions/simulated";
import { fail } from "@/lib/result";

/** Q7. Free text. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("text"),
    maxLength: z.number().int().min(1).max(20_000).default(2000),
  });
export type TextQuestion = z.output<ReturnType<typeof schema>>;

const remarkShare = 0.2;

export const text: Kind<TextQuestion> = {
  ...usual,
  name: "Free text",
  phrase: "a free text",
  schema,
  fresh: () => ({ key: "comment", fields: { type: "text", text: "Why?", maxLength: 2000, required: false } }),
  describeChange: () => [],

  check({ maxLength }, { value }) {
    if (typeof value !== "string") return fail("Write a text");
    return value.length > maxLength ? fail(`At most ${maxLength} characters; this has ${value.length}`) : given(value);
  },
  listRuleValues: () => [],
  isWritten: () => true,

  takes: ({ maxLength }) => `it takes a text of at most ${maxLength} characters`,
  takesAnyText: true,
  covers: () => true,

  askModel: ({ maxLength }) => ({
    sentence: `Answer with a text of at most ${maxLength} characters.`,
    schema: { type: "string", maxLength },
  }),

  isJudgment: false,
  simulate({ key }, { random, remarkOn }, readings) {
    const [first] = readings.values();
    const speaks = random() < remarkShare && first;
    return speaks ? { answer: saying(key, remarkOn(first.answer)), sureness: null } : null;
  },
};
