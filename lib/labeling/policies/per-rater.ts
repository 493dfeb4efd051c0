import { drawnWalk } from "@/lib/labeling/policies/parts/drawn-walk";
import { definePolicy } from "@/lib/labeling/policies/policy";

/** A drawn order of each rater's own. */
export const perRater = definePolicy({
  key: "per-rater",
  words: {
    name: "Shuffled anew for each rater",
    about: "Items of all files lie among each other, and everybody meets them in a drawn order of their own.",
  },
  ...drawnWalk(({ raterId }) => raterId),
});
