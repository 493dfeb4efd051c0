import { drawnWalk } from "@/lib/labeling/policies/parts/drawn-walk";
import { definePolicy } from "@/lib/labeling/policies/policy";

/** One drawn order for everybody. */
export const shuffled = definePolicy({
  key: "shuffled",
  words: {
    name: "Shuffled once, the same for everybody",
    about: "Items of all files lie among each other, and everybody meets them in the same drawn order.",
  },
  ...drawnWalk(() => "all"),
});
