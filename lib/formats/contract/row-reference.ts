/*
 * A file that names no items but stands in their order: the label of its n-th row is about the n-th item of the study.
 * No item of a file can be called so: a name that begins with this sign is refused.
 */

const sign = "\u241E";

export const rowReference = (place: number) => `${sign}${place}`;

/** The place from 1, or null where the name is an item's own. */
export const placeOfReference = (item: string) => (item.startsWith(sign) ? Number(item.slice(sign.length)) : null);
