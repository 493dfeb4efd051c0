export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A key that would become the prototype of whatever the object is copied into. */
const dropPrototype = (key: string, value: unknown) => (key === "__proto__" ? undefined : value);

/**
 * JSON from outside. `__proto__` keys are dropped, also where they are spelt with escapes; the slow way is taken only by
 * texts that may hold one. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  const isSuspect = text.includes("__proto__") || /\\u005f/i.test(text);
  return isSuspect ? JSON.parse(text, dropPrototype) : JSON.parse(text);
}

/** The value, or why the text is none. */
export function tryParseJson(text: string): { value: unknown; error?: never } | { error: string; value?: never } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
