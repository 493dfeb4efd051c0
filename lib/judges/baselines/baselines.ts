import type { Baseline } from "@/lib/judges/baselines/baseline";
import { constant } from "@/lib/judges/baselines/constant";
import { firstSide } from "@/lib/judges/baselines/first-side";
import { longestSide } from "@/lib/judges/baselines/longest-side";
import { random } from "@/lib/judges/baselines/random";
import { refusal } from "@/lib/judges/baselines/refusal";

/** Judges that need no model, in the order in which tables show them. */
export const baselines = { constant, random, firstSide, longestSide, refusal } satisfies Record<string, Baseline>;
