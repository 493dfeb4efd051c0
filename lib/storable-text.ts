// PostgreSQL stores neither NUL nor half a surrogate pair.
const unstorable = /[\0\p{Surrogate}]/gu;

/** A text from outside as the database can keep it. */
export const storableText = (text: string) => text.replace(unstorable, (found) => (found === "\0" ? "" : "\uFFFD"));

/** The same for every text in what a browser sent. */
export const storableValue = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_, inner) => (typeof inner === "string" ? storableText(inner) : inner));
