/**
 * What a file may cost before it is refused. A study's texts stay far below; a wrong delimiter, an unclosed quote or an
 * archive bomb does not.
 */
export type ReadLimits = {
  fileBytes: number;
  /** One line of JSON Lines, one record of CSV, one element of a JSON array. */
  lineBytes: number;
  /** One cell or string. */
  fieldChars: number;
  columns: number;
  archiveEntries: number;
  /** Of all entries together. */
  unpackedBytes: number;
  /** Unpacked bytes per packed byte of one entry; looked at above `ratioFreeBytes`. Texts reach 10, bombs 1,000. */
  unpackRatio: number;
  ratioFreeBytes: number;
};

const mebibyte = 1024 * 1024;

export const readLimits: ReadLimits = {
  fileBytes: 1024 * mebibyte,
  lineBytes: 16 * mebibyte,
  fieldChars: 1_000_000,
  columns: 300,
  archiveEntries: 5_000,
  unpackedBytes: 1024 * mebibyte,
  unpackRatio: 100,
  ratioFreeBytes: mebibyte,
};

/** "16 MB": for messages. */
export const megabytes = (bytes: number) => `${Math.round(bytes / mebibyte).toLocaleString("en")} MB`;
