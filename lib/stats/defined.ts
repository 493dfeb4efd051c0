/** A statistic, or why there is none. Nothing handed out by lib/stats is NaN. */
export type Defined<T> = { defined: true; value: T } | { defined: false; because: string };

export const defined = <T>(value: T): Defined<T> => ({ defined: true, value });
export const undefinedBecause = (because: string): { defined: false; because: string } => ({ defined: false, because });

/** A source of numbers in [0, 1). Math.random is one; a seeded one makes results repeatable. */
export type Random = () => number;
