/** A list with one entry replaced, and with one moved by a step. */
export const replace = <T>(list: readonly T[], place: number, value: T) =>
  list.map((one, index) => (index === place ? value : one));
export const swap = <T>(list: readonly T[], place: number, step: number) => {
  const moved = [...list];
  const [one] = moved.splice(place, 1);
  if (one !== undefined) moved.splice(place + step, 0, one);
  return moved;
};
