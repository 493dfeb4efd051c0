import { deserialize, serialize } from "node:v8";

/** Puts a value where all threads can read it, and none has to be handed a copy. */
export function intoSharedMemory(value: unknown): SharedArrayBuffer {
  const bytes = serialize(value);
  const memory = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(memory).set(bytes);
  return memory;
}

/** A copy of it for this thread alone. The type asserts nothing but what was put in. */
export const fromSharedMemory = <T>(memory: SharedArrayBuffer): T => deserialize(new Uint8Array(memory));
