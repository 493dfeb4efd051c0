import { expect, test, vi } from "vitest";
import { byteStream } from "@/lib/exports/byte-stream";

async function* counting(chunks: number, seen: { taken: number; isDone: boolean }) {
  try {
    for (seen.taken = 0; seen.taken < chunks; seen.taken++) yield Uint8Array.of(seen.taken);
  } finally {
    seen.isDone = true;
  }
}

test("the next chunk is asked for when the last was taken, not before", async () => {
  const seen = { taken: 0, isDone: false };
  const onEnd = vi.fn();
  const reader = (await byteStream(counting(3, seen), { onEnd })).getReader();
  expect((await reader.read()).value).toEqual(Uint8Array.of(0));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(seen.taken).toBe(0);
  await reader.cancel();
  expect(seen.isDone).toBe(true);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("what is refused is refused before there is a stream", async () => {
  const onEnd = vi.fn();
  async function* refusing(): AsyncGenerator<Uint8Array> {
    yield await Promise.reject(new Error("no such question"));
  }
  await expect(byteStream(refusing(), { onEnd })).rejects.toThrow("no such question");
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("a download that stands still is given up", async () => {
  const seen = { taken: 0, isDone: false };
  const onEnd = vi.fn();
  const reader = (await byteStream(counting(3, seen), { onEnd, stallMs: 10 })).getReader();
  await reader.read();
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalled());
  expect(seen.isDone).toBe(true);
  await expect(reader.read()).rejects.toThrow("stood still");
});

test("a failure on the way breaks the download off", async () => {
  const onEnd = vi.fn();
  async function* failing() {
    yield Uint8Array.of(1);
    throw new Error("connection lost");
  }
  const stream = await byteStream(failing(), { onEnd });
  await expect(new Response(stream).arrayBuffer()).rejects.toThrow("connection lost");
  expect(onEnd).toHaveBeenCalledTimes(1);
});
