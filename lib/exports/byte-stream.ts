/** How long a download may stand still before it is given up: it keeps a file. */
const stallMs = 2 * 60_000;

type Ends = {
  /** Called once, however the stream ends. */
  onEnd: () => void;
  stallMs?: number;
};

/**
 * Chunks as a web stream that asks for the next only when the last was taken. The first is fetched before the stream is
 * made, so that whatever is refused is refused before an answer has begun.
 */
export async function byteStream(
  chunks: AsyncGenerator<Uint8Array>,
  { onEnd, stallMs: patience = stallMs }: Ends,
): Promise<ReadableStream<Uint8Array>> {
  let timer: NodeJS.Timeout | undefined;
  const end = async () => {
    clearTimeout(timer);
    await chunks.return(undefined).finally(onEnd);
  };
  let first: IteratorResult<Uint8Array> | undefined = await chunks.next().catch(async (error: Error) => {
    await end();
    throw error;
  });
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(timer);
        try {
          const { done, value } = first ?? (await chunks.next());
          first = undefined;
          if (done) {
            await end();
            return controller.close();
          }
          controller.enqueue(value);
          timer = setTimeout(() => {
            controller.error(new Error("The download stood still for too long"));
            void end();
          }, patience);
          timer.unref();
        } catch (error) {
          await end();
          throw error;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
