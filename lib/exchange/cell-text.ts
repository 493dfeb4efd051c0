/** A cell as text: trimmed; numbers and booleans as JSON writes them; lists and objects as JSON; nothing as "". */
export function cellText(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A text that people read: as it stands, without trimming. */
export const longText = (value: unknown): string => (typeof value === "string" ? value : cellText(value));
