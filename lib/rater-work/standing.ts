/** A try of the test before the work, as somebody of the study sees it. */
export type Try = { number: number; right: number; asked: number; needed: number; passed: boolean; finishedAt: Date };

/** Where a rater stands with it, and with hidden gold. */
export type RaterStanding = {
  id: string;
  goldWarnedAt: Date | null;
  admittedAt: Date | null;
  grantedTry: number;
  tries: readonly Try[];
};
