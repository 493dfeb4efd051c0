/** Before the id of a factor in the name of its box. */
export const strataPrefix = "stratum-";

export const stratumField = (factorId: string) => `${strataPrefix}${factorId}`;
