import type { Readable } from "node:stream";

/** The first and the last byte wanted, counted from 0, both included. */
export type ByteRange = { first: number; last: number };

/** Bytes that have come in whole and stand nowhere yet. One of the two has to be called. */
export type Received = {
  /** SHA-256 of the bytes, hexadecimal: the name under which they are kept. */
  hash: string;
  bytes: number;
  /** Puts them where they are found, or does nothing where the same bytes are already. */
  keep: () => Promise<void>;
  drop: () => Promise<void>;
};

export type Opened = { /** Of the whole file. */ bytes: number; content: Readable };

/**
 * Where the bytes of images, sounds and films lie: once for each content, whichever studies show it. It knows no study; who may
 * see what, and what is still in use, is told by the table `Media`.
 */
export type MediaStore = {
  receive: (content: AsyncIterable<Uint8Array>) => Promise<Received>;
  /** Null: no such file. Throws a `RangeError` for a range that is not within it. */
  open: (hash: string, range?: ByteRange) => Promise<Opened | null>;
  /** Does nothing where there is no such file. */
  delete: (hash: string) => Promise<void>;
  list: () => AsyncIterable<string>;
};

/** Throws where the range is not within `bytes` bytes. */
export function checkRange({ first, last }: ByteRange, bytes: number): void {
  const isWithin = Number.isInteger(first) && Number.isInteger(last) && first >= 0 && first <= last && last < bytes;
  if (!isWithin) throw new RangeError(`Bytes ${first} to ${last} are not within the ${bytes} of the file.`);
}
