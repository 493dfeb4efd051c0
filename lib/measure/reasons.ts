/*
 * Why a statistic is not defined, where several say the same.
 */

export const noPairs = "no item has labels of two people";
export const ownOptions = "every item has options of its own, so there are no categories in common";
