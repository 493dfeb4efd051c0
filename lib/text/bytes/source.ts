/** How much of a file its format, columns and preview are told from. */
export const headBytes = 262_144;

/** A file that can be read anywhere; fewer bytes come at its end. */
export type RandomAccess = { size: number; read: (from: number, to: number) => Promise<Uint8Array> };

/** One file on its way in. */
export type SourceFile = {
  kind: "file";
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  /** For formats that are read from their end. */
  access?: RandomAccess;
  /** Only the beginning of the file is here (a preview): that it stops in mid-record is no problem. */
  isHead?: boolean;
};

/** A directory, or an archive of one. Paths use "/" and stay inside. */
export type SourceFolder = { kind: "folder"; name: string; files: readonly FolderFile[] };
export type FolderFile = { path: string; open: () => AsyncIterable<Uint8Array> };

export type Source = SourceFile | SourceFolder;

/** The file could not be read at all: wrong encoding, an archive bomb, a limit passed. The message is for a person. */
export class UnreadableSource extends Error {
  override name = "UnreadableSource";
  constructor(
    message: string,
    readonly line = 0,
    readonly file: string | null = null,
  ) {
    super(message);
  }
}
