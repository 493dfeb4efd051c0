import { answersOrNone, type Baseline } from "@/lib/judges/baselines/baseline";

export const longestSide: Baseline = {
  name: "Longest side",
  isBlind: false,
  answer: (_, material) => material && answersOrNone(material.longestSide, "always the longer text"),
};
