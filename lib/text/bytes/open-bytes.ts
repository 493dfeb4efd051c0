import { Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import { askEncoding, decodeBytes, type Encoding, type EncodingGuess, guessEncoding } from "@/lib/text/bytes/encodings";
import { looksBinary, tellKind } from "@/lib/text/bytes/file-kinds";
import { guessUtf16, isUtf32 } from "@/lib/text/bytes/guess-encoding";
import { megabytes, type ReadLimits, readLimits } from "@/lib/text/bytes/read-limits";
import { headBytes, type RandomAccess, UnreadableSource } from "@/lib/text/bytes/source";

/** The file is text in an encoding that somebody has to confirm. */
export class EncodingAsked extends UnreadableSource {
  override name = "EncodingAsked";
  constructor(readonly guess: EncodingGuess) {
    super(askEncoding(guess));
  }
}

/** A file as UTF-8 text that can be read from its beginning as often as one likes; or what has to be read in its own way. */
export type OpenedBytes =
  | { kind: "archive" }
  | { kind: "parquet" }
  | { kind: "text"; name: string; read: () => AsyncIterable<Uint8Array> };

type Options = {
  encoding?: Encoding;
  /** Only the beginning of the file is here. */
  isCut?: boolean;
  limits?: ReadLimits;
  /** Looks at every piece of the file that is read. */
  watch?: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
};

const chunkBytes = 65_536;

/** The file from its beginning, in pieces that are the reader's to keep. */
export async function* readWhole({ size, read }: RandomAccess): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += chunkBytes) yield await read(at, Math.min(size, at + chunkBytes));
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>, isCut: boolean, limits: ReadLimits) {
  const unpacking = createGunzip(isCut ? { finishFlush: constants.Z_SYNC_FLUSH } : {});
  const packed = Readable.from(bytes);
  packed.on("error", (error) => unpacking.destroy(error));
  packed.pipe(unpacking);
  let total = 0;
  try {
    for await (const chunk of unpacking as AsyncIterable<Uint8Array>) {
      total += chunk.byteLength;
      const isBomb = total > limits.ratioFreeBytes && total > limits.unpackRatio * unpacking.bytesWritten;
      if (total > limits.unpackedBytes || isBomb)
        throw new UnreadableSource(`The file unpacks to more than ${megabytes(total)}, far more than a text would`);
      yield chunk;
    }
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    throw new UnreadableSource("The file is packed with gzip and cannot be unpacked: it is broken or cut off");
  } finally {
    packed.destroy();
    unpacking.destroy();
  }
}

/** The first bytes of a text. */
export async function takeHead(bytes: AsyncIterable<Uint8Array>, size: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    held += chunk.byteLength;
    if (held >= size) break;
  }
  return Buffer.concat(chunks).subarray(0, size);
}

const noText = "Save the table as CSV UTF-8 or JSON Lines";

/** Throws for what is no text, and for text that is not UTF-8. */
function checkText(head: Buffer) {
  if (isUtf32(head)) throw new UnreadableSource("This is UTF-32, which is not read: save the file as UTF-8");
  if (head.includes(0) && guessUtf16(head) === null)
    throw new UnreadableSource(`This is no text: it holds NUL bytes. ${noText}`);
  const guess = guessEncoding(head);
  if (!guess) return;
  if (looksBinary(head) && !guess.encoding.startsWith("utf-16"))
    throw new UnreadableSource(`This is no text: its bytes are those of a packed or binary file. ${noText}`);
  throw new EncodingAsked(guess);
}

/**
 * Finds out from the first bytes what a file is. Throws `UnreadableSource` with the true reason for what cannot be read,
 * and `EncodingAsked` for a text that is not UTF-8 while nobody has said what it is.
 */
export async function openBytes(
  name: string,
  access: RandomAccess,
  { encoding, isCut = false, limits = readLimits, watch = (bytes) => bytes }: Options = {},
): Promise<OpenedBytes> {
  const found = tellKind(Buffer.from(await access.read(0, headBytes)));
  if (found.kind === "other") throw new UnreadableSource(found.because);
  if (found.kind === "archive" || found.kind === "parquet") return { kind: found.kind };
  const isPacked = found.kind === "gzip";
  const unpack = () => {
    const bytes = watch(readWhole(access));
    return isPacked ? gunzip(bytes, isCut, limits) : bytes;
  };
  const head = await takeHead(unpack(), headBytes);
  const inner = isPacked ? tellKind(head) : found;
  if (inner.kind === "other") throw new UnreadableSource(inner.because);
  if (inner.kind !== "text" && isPacked)
    throw new UnreadableSource("This is an archive packed with gzip: unpack it and load the file in it");
  if (encoding === undefined) checkText(head);
  const read = () => (encoding === undefined ? unpack() : decodeBytes(unpack(), encoding));
  return { kind: "text", name: isPacked ? name.replace(/\.gz$/i, "") : name, read };
}
