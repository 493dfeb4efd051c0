/** What a column holds at each of these places, in their order. */
export const pick = (column: ArrayLike<number>, places: Int32Array): Int32Array => places.map((place) => column[place]);
