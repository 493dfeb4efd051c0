/** Keys as numbers from 0, in the order in which they appear, and which key each number stands for. */
export function numberKeys<Key>(keys: readonly Key[]): { names: Key[]; codes: Int32Array } {
  const place = new Map<Key, number>();
  const codes = Int32Array.from(keys, (key) => {
    const own = place.get(key) ?? place.size;
    place.set(key, own);
    return own;
  });
  return { names: [...place.keys()], codes };
}
