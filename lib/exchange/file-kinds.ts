/** What a file is by its first bytes: text, something that is unpacked or read in another way, or what cannot be read and why. */
export type FileKind = { kind: "text" | "gzip" | "archive" | "parquet" } | { kind: "other"; because: string };

const table = "save the table as CSV UTF-8 (or JSON Lines) and load that";
const unpack = "unpack it and load the file in it";

const pickle = "This is a Python pickle, which is never opened here: write it as CSV or JSON Lines";
const feather = "This is an Arrow or Feather file: write it as Parquet, CSV or JSON Lines";
const picture = "This is a picture, not a table";

/** First bytes (as Latin-1) of what is no text, and what to say. */
const magics: readonly [start: string, because: string][] = [
  ["\u00D0\u00CF\u0011\u00E0", `This is an old Excel or Word file (.xls, .doc), not text: ${table}`],
  ["%PDF-", "This is a PDF, not a table: load the file that it was made from"],
  ["\u0028\u00B5\u002F\u00FD", `This is packed with Zstandard (.zst): ${unpack}`],
  ["BZh", `This is packed with bzip2 (.bz2): ${unpack}`],
  ["\u00FD7zXZ", `This is packed with xz: ${unpack}`],
  ["7z\u00BC\u00AF", `This is a 7-Zip archive: ${unpack}`],
  ["Rar!", `This is a RAR archive: ${unpack}`],
  ["SQLite format 3\0", `This is an SQLite database, not a table: ${table}`],
  ["ARROW1", feather],
  ["FEA1", feather],
  ["Obj\u0001", "This is an Avro file: write it as Parquet, CSV or JSON Lines"],
  ["\u0089HDF", "This is an HDF5 file: write it as Parquet, CSV or JSON Lines"],
  ...["\u0002", "\u0003", "\u0004", "\u0005"].map((version): [string, string] => [`\u0080${version}`, pickle]),
  ["$FL2", `This is an SPSS file (.sav): ${table}`],
  ["$FL3", `This is an SPSS file (.sav): ${table}`],
  ["<stata_dta>", `This is a Stata file (.dta): ${table}`],
  ["RDX", `This is an R data file: ${table}`],
  ["{\\rtf", `This is a rich text file (.rtf): ${table}`],
  ["version https://git-lfs", "This is a Git LFS pointer, not the file itself: fetch it with git lfs pull"],
  ["\u0093NUMPY", "This is a NumPy array (.npy), without names of columns: write it as CSV or JSON Lines"],
  ["]\0\0", `This is packed with LZMA: ${unpack}`],
  ["bplist", `This is an Apple property list: ${table}`],
  ["\u00FF\u00FF\u00FF\u00FF", feather],
  ["(lp0\n", pickle],
  ["\u0089PNG", picture],
  ["\u00FF\u00D8\u00FF", picture],
  ["GIF8", picture],
];

const webPage = "This is a web page, not the file that it links to: is it a sign-in page that was saved?";

/** Markup may have blanks before it. */
function findOther(start: string): string | null {
  const known = magics.find(([magic]) => start.startsWith(magic));
  if (known) return known[1];
  if (start.slice(257, 262) === "ustar") return `This is a tar archive: ${unpack}`;
  const markup = start
    .replace(/^\xEF\xBB\xBF/, "")
    .replace(/^(?:\s*<!--[\s\S]*?-->)+/, "")
    .trimStart();
  if (/^<(?:!doctype html|html|head|body|title|meta|script)\b/i.test(markup)) return webPage;
  if (/^<table\b/i.test(markup)) return `This is a table as a web page has it, whatever the file is called: ${table}`;
  return /^<(?:\?xml|[A-Za-z][\w:.-]*(?:\s[^>]*)?>\s*<)/.test(markup) ? `This is XML: ${table}` : null;
}

/** Control characters that no text has, in a fiftieth of the bytes or more. */
export function looksBinary(head: Buffer): boolean {
  const part = head.subarray(0, 4096);
  const odd = part.filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b].includes(byte)).length;
  return odd * 50 > part.length;
}

/** What a file is, going by its beginning. A text in whatever encoding is text. */
export function tellKind(head: Buffer): FileKind {
  const start = head.subarray(0, 512).toString("latin1");
  if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) return { kind: "archive" };
  if (start.startsWith("PAR1")) return { kind: "parquet" };
  if (start.startsWith("\u001F\u008B")) return { kind: "gzip" };
  const because = findOther(start);
  return because === null ? { kind: "text" } : { kind: "other", because };
}

/** Office programs save zip archives of their own: what to do with one, by the names in it. Null for any other archive. */
export function explainArchive(has: (path: string) => boolean): string | null {
  if (has("xl/workbook.bin")) return `This is an Excel workbook (.xlsb): ${table}`;
  if (has("xl/workbook.xml")) return `This is an Excel workbook (.xlsx): ${table}`;
  if (has("word/document.xml")) return `This is a Word document (.docx): ${table}`;
  if (has("META-INF/manifest.xml") && has("content.xml")) return `This is an OpenDocument file (.ods, .odt): ${table}`;
  if (has("Index/Document.iwa")) return `This is a Numbers or Pages file: ${table}`;
  return null;
}
