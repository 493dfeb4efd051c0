const batchLength = 64 * 1024;

/** What is written of each of many things, in few texts of some 64 kB: an asynchronous step costs more than a short text. */
export function* textBatches<Thing>(things: Iterable<Thing>, write: (thing: Thing) => string): Generator<string> {
  let waiting: string[] = [];
  let length = 0;
  for (const thing of things) {
    const text = write(thing);
    waiting.push(text);
    length += text.length;
    if (length < batchLength) continue;
    yield waiting.join("");
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join("");
}

/** Short texts as few byte chunks of some 64 kB: a stream's cost is per chunk. */
export async function* byteBatches(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for await (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length < batchLength) continue;
    yield Buffer.from(waiting.join(""));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(""));
}
