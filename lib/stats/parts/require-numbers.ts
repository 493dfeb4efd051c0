/** Throws unless every value is a finite number: what is missing has to be left out by whoever calls. */
export function requireNumbers(caller: string, ...lists: readonly ArrayLike<number>[]): void {
  for (const values of lists) {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i]))
        throw new RangeError(`${caller}: value ${i} is ${values[i]}, which is no number`);
    }
  }
}
