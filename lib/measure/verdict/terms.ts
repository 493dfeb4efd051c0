/** A class that must not be missed (unsafe), and how often a judge has to see it, and to see that it is not there, at least. */
export type RareClass = { code: number; sensitivityFloor: number; specificityFloor: number };

/** What has to be fixed before anybody looks at a judge, beside the ground's epsilon. */
export type JudgeTerms = {
  /** Somebody chose epsilon; else it is the default, chosen by nobody. */
  isEpsilonSet: boolean;
  /**
   * "none": somebody said that no class is more important than the others. "gone": the one that was named is no answer of the
   * question any more. Null: nobody said anything.
   */
  rare: RareClass | "none" | "gone" | null;
  /** By how much the judge may agree with the other people less often than a person does; null: not fixed. */
  margin: number | null;
};
