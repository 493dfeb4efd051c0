/*
 * Objects in MessagePack and CBOR have no first bytes of their own, and where they hold texts alone no control characters
 * either: they are told by their first names and values, which stand exactly as long as their bytes say.
 */

/** What a byte begins: a map, a list or a text of so many, a value of so many bytes; null for what is none of these. */
type Head = { kind: "map" | "list" | "text" | "value"; count: number; bytes: number } | null;

type Packing = { name: string; headAt: (bytes: Buffer, at: number) => Head };

const value = (bytes: number): Head => ({ kind: "value", count: 0, bytes });

/** A count in the `size` bytes behind the first. */
function counted(kind: "map" | "list" | "text", bytes: Buffer, at: number, size: number): Head {
  return at + size < bytes.length ? { kind, count: bytes.readUIntBE(at + 1, size), bytes: 1 + size } : null;
}

const here = (kind: "map" | "list" | "text", count: number): Head => ({ kind, count, bytes: 1 });

/** MessagePack's numbers, by their first byte, with the bytes that they take. */
const packedNumbers: Readonly<Record<number, number>> = {
  192: 1,
  194: 1,
  195: 1,
  202: 5,
  203: 9,
  204: 2,
  205: 3,
  206: 5,
  207: 9,
  208: 2,
  209: 3,
  210: 5,
  211: 9,
};

function messagePackHead(bytes: Buffer, at: number): Head {
  const first = bytes[at] ?? 0;
  if (first < 0x80 || first >= 0xe0) return value(1);
  if (first < 0x90) return here("map", first & 15);
  if (first < 0xa0) return here("list", first & 15);
  if (first < 0xc0) return here("text", first & 31);
  if (first >= 0xd9 && first <= 0xdb) return counted("text", bytes, at, 1 << (first - 0xd9));
  if (first === 0xdc || first === 0xdd) return counted("list", bytes, at, first === 0xdc ? 2 : 4);
  if (first === 0xde || first === 0xdf) return counted("map", bytes, at, first === 0xde ? 2 : 4);
  const known = packedNumbers[first];
  return known === undefined ? null : value(known);
}

const cborKinds = ["value", "value", "bytes", "text", "list", "map"] as const;

function cborHead(bytes: Buffer, at: number): Head {
  const first = bytes[at] ?? 0;
  const [major, low] = [first >> 5, first & 31];
  if (major === 7) return low < 24 ? value(1) : low <= 27 ? value(1 + (1 << (low - 24))) : null;
  const kind = cborKinds[major];
  if (kind === undefined || kind === "bytes" || low > 27) return null;
  if (kind === "value") return value(low < 24 ? 1 : 1 + (1 << (low - 24)));
  if (low < 24) return here(kind, low);
  return low <= 26 ? counted(kind, bytes, at, 1 << (low - 24)) : null;
}

const packings: readonly Packing[] = [
  { name: "MessagePack", headAt: messagePackHead },
  { name: "CBOR", headAt: cborHead },
];

const mostDepth = 20;
const mostPairs = 3;

/** Where the value at a place ends; null where its bytes are no value, or go on behind the end. */
function endOf(bytes: Buffer, at: number, { headAt }: Packing, depth = 0): number | null {
  const head = at < bytes.length ? headAt(bytes, at) : null;
  if (!head || depth > mostDepth) return null;
  const inner = at + head.bytes;
  if (head.kind === "value") return inner;
  if (head.kind === "text") return inner + head.count <= bytes.length ? inner + head.count : null;
  let end: number | null = inner;
  for (let left = head.kind === "map" ? head.count * 2 : head.count; left > 0 && end !== null; left--)
    end = endOf(bytes, end, { name: "", headAt }, depth + 1);
  return end;
}

/** A name as people give it to a column. */
const isName = (text: string) => /^[\p{L}_][\p{L}\p{N}_ .\-/]*$/u.test(text);

/** Whether a map with names begins here: its first pairs, as far as they are there. */
function holdsNames(bytes: Buffer, start: number, packing: Packing): boolean {
  const map = packing.headAt(bytes, start);
  if (map?.kind !== "map" || map.count === 0) return false;
  let at = start + map.bytes;
  for (let pair = 0; pair < Math.min(map.count, mostPairs); pair++) {
    const key = at < bytes.length ? packing.headAt(bytes, at) : null;
    if (key?.kind !== "text" || !isName(bytes.toString("utf8", at + key.bytes, at + key.bytes + key.count)))
      return false;
    const end = endOf(bytes, at + key.bytes + key.count, packing);
    // A long text goes on behind the head: one name and what is there of its value say enough.
    if (end === null) return pair > 0;
    at = end;
  }
  // Behind the whole object another one begins, or nothing.
  return map.count > mostPairs || at >= bytes.length || packing.headAt(bytes, at)?.kind === "map";
}

/** "MessagePack" or "CBOR" for an object, or a list of objects, written so. */
export function tellPacking(head: Buffer): string | null {
  const found = packings.find((packing) => {
    const first = packing.headAt(head, 0);
    return holdsNames(head, first?.kind === "list" ? first.bytes : 0, packing);
  });
  return found?.name ?? null;
}
