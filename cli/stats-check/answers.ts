import { z } from "zod";
import type { Level } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Answer, Check } from "./layout";

/** What the engine makes of one check on ratings. */
export type RatingsAnswer = (ratings: CodedRatings, check: Check) => Answer;

const levels = z.enum(["nominal", "ordinal", "interval", "ratio"]);

/** The level of measurement that a check asks for. */
export const levelOf = ({ options }: Check): Level => levels.parse(options.level ?? "nominal");
