import { answersOrNone, type Baseline } from "@/lib/judges/baselines/baseline";

export const firstSide: Baseline = {
  name: "First side",
  isBlind: false,
  answer: (_, material) => material && answersOrNone(material.firstSide, "always what was loaded first"),
};
