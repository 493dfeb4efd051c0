import { z } from "zod";
import type { Kind } from "@/lib/questions/kind";
import { kinds, type Question } from "@/lib/questions/kinds";

const [first, ...others] = Object.values<Kind<Question>>(kinds).map(({ schema }) => schema(z));
if (!first) throw new Error("there is no kind of question");

/** A question of any kind, as it comes from outside. */
export const questionSchema = z.discriminatedUnion("type", [first, ...others]);
