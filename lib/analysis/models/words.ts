/** A p value to three decimals, small ones as a bound. */
export const formatP = (p: number): string => (p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, ""));

/** Why a model gives nothing, as a line. */
export const undefinedLine = (because: string): string => `Not defined: ${because}.`;
