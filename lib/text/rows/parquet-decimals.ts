import type { FileMetaData, SchemaElement } from "hyparquet";

/** What a column is stored as that a whole number can be read from, digit by digit. */
const exact = new Set<SchemaElement["type"]>(["INT32", "INT64", "FIXED_LEN_BYTE_ARRAY"]);

/** Columns of decimals that stand by themselves, not inside of lists or groups. */
function listDecimals(schema: readonly SchemaElement[]): SchemaElement[] {
  const inner = (element: SchemaElement | undefined) => element?.num_children ?? 0;
  const found: SchemaElement[] = [];
  for (let at = 1; at < schema.length; at++) {
    const element = schema[at];
    if (!element) break;
    const isDecimal = element.converted_type === "DECIMAL" || element.logical_type?.type === "DECIMAL";
    if (isDecimal && exact.has(element.type)) found.push(element);
    // What a group holds stands behind it.
    for (let inside = inner(element); inside > 0 && at < schema.length; inside--) {
      at++;
      inside += inner(schema[at]);
    }
  }
  return found;
}

/** The same file with its decimals as they are stored: as whole numbers, or bytes of them; and their scales by name. */
export function keepDecimals(metadata: FileMetaData): { metadata: FileMetaData; scales: ReadonlyMap<string, number> } {
  const decimals = new Set(listDecimals(metadata.schema));
  const schema = metadata.schema.map((element) => {
    if (!decimals.has(element)) return element;
    const { converted_type: _, logical_type: __, ...stored } = element;
    return stored;
  });
  return {
    metadata: { ...metadata, schema },
    scales: new Map([...decimals].map(({ name, scale }) => [name, scale ?? 0])),
  };
}

const fromBytes = (bytes: Uint8Array): bigint =>
  BigInt.asIntN(
    8 * bytes.length,
    bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n),
  );

/** More digits than these are not sure to survive as a number. */
const sureDigits = 15;

/** A stored decimal as a number; as text where a number would lose digits of it. */
export function readDecimal(stored: unknown, scale: number): unknown {
  if (Array.isArray(stored)) return stored.map((inner) => readDecimal(inner, scale));
  if (typeof stored !== "number" && typeof stored !== "bigint" && !(stored instanceof Uint8Array)) return stored;
  const unscaled = stored instanceof Uint8Array ? fromBytes(stored) : BigInt(stored);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const text = `${unscaled < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
  return digits.length <= sureDigits || (scale === 0 && Number.isSafeInteger(Number(text))) ? Number(text) : text;
}
