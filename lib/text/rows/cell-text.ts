/** A cell as it is shown of a file: trimmed; numbers and booleans as JSON writes them; lists and objects as JSON; nothing as "". */
export function cellText(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
