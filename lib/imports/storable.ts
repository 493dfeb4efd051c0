const nul = /\0/g;
const halfCharacter = /\p{Surrogate}/gu;

const clean = (text: string) => text.replace(nul, "\u2400").replace(halfCharacter, "\uFFFD");

/** A value as PostgreSQL's JSON can hold it, for what quotes a file: NUL and halves of characters are replaced by signs for them. */
export function storable<T>(value: T): T {
  const walk = (inner: unknown): unknown => {
    if (typeof inner === "string") return clean(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, entry]) => [clean(key), walk(entry)]));
  };
  return walk(value) as T;
}
