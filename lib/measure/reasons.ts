/*
 * Why a statistic is not defined, where several say the same.
 */

export const noPairs = "no item has labels of two people";
export const ownOptions = "every item has options of its own, so there are no categories in common";
export const anonymousPeople =
  "the people are anonymous: a place in an item's list is not the same person on the next item";
