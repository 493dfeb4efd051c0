import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { megabytes, type ReadLimits, readLimits } from "@/lib/text/bytes/read-limits";
import { type FolderFile, type SourceFolder, UnreadableSource } from "@/lib/text/bytes/source";

/** What an entry may unpack to. Its stream is held to the size it declares, so a lie about that ends in an error. */
function refuseBomb(entry: Entry, total: number, limits: ReadLimits) {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (total > limits.unpackedBytes)
    throw new UnreadableSource(`The archive unpacks to more than ${megabytes(limits.unpackedBytes)}`);
  const isBig = uncompressedSize > limits.ratioFreeBytes;
  if (isBig && uncompressedSize > limits.unpackRatio * Math.max(1, compressedSize))
    throw new UnreadableSource(`"${fileName}" unpacks to ${megabytes(uncompressedSize)}, far more than a text would`);
}

const isDirectory = ({ fileName }: Entry) => fileName.endsWith("/");

/** Files that archiving programs leave behind. */
const isLitter = ({ fileName }: Entry) => fileName.startsWith("__MACOSX/") || fileName.endsWith(".DS_Store");

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Uint8Array;
  } catch (error) {
    throw unreadable(error, entry.fileName);
  }
}

function unreadable(error: unknown, file: string | null) {
  if (error instanceof UnreadableSource) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new UnreadableSource(`The archive cannot be read: ${reason}`, 0, file);
}

/** The entries of an archive that are files. Paths that lead out of it are refused by the reader of the directory. */
async function listFiles(zip: ZipFile, limits: ReadLimits): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  let total = 0;
  if (zip.entryCount > limits.archiveEntries)
    throw new UnreadableSource(`The archive has ${zip.entryCount} entries: at most ${limits.archiveEntries} are read`);
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    refuseBomb(entry, total, limits);
    if (isDirectory(entry) || isLitter(entry)) continue;
    files.push({ path: entry.fileName, open: () => unpack(zip, entry) });
  }
  return files;
}

/** An open zip archive as a folder. The file stays whoever opened it has to close. Throws `UnreadableSource`. */
export async function openZip(fd: number, name: string, limits: ReadLimits = readLimits): Promise<SourceFolder> {
  const zip = await fromFdPromise(fd, { autoClose: false, lazyEntries: true, strictFileNames: true }).catch((error) => {
    throw unreadable(error, null);
  });
  try {
    return { kind: "folder", name, files: await listFiles(zip, limits) };
  } catch (error) {
    throw unreadable(error, null);
  }
}
