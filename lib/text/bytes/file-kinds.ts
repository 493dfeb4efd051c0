// biome-ignore-all lint/suspicious/noControlCharactersInRegex: what is looked at are the first bytes of files.
import { tellPacking } from "@/lib/text/bytes/packed-objects";

/** What a file is by its first bytes: text, something that is unpacked or read in another way, or what cannot be read and why. */
export type FileKind = { kind: "text" | "gzip" | "archive" | "parquet" } | { kind: "other"; because: string };

const table = "save the table as CSV UTF-8 (or JSON Lines) and load that";
const unpack = "unpack it and load the file in it";

const columns = "write it as Parquet, CSV or JSON Lines";
const pickle = "This is a Python pickle, which is never opened here: write it as CSV or JSON Lines";
const feather = `This is an Arrow or Feather file: ${columns}`;
const picture = "This is a picture, not a table";
const recording = "This is a recording (sound or film), not a table";
const weights = "These are a model's weights, not a table";
const rData = `This is an R data file: ${table}`;

/**
 * What begins so (as Latin-1) is no text, and what to say. Where words may begin like it, more than those letters is asked for: the
 * library file-type takes tables whose first column is BMI, MZ, FORM or ID3 for a picture, a program and sounds, and knows no HDF5,
 * pickle, NumPy, SPSS, Stata, SAS, R, ORC or DuckDB.
 */
const magics: readonly [start: RegExp, because: string][] = [
  [
    /^\xD0\xCF\x11\xE0[\s\S]*E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e/,
    `This is an Office file locked with a password: ${table}`,
  ],
  [/^\xD0\xCF\x11\xE0/, `This is an old Excel or Word file (.xls, .doc), or one with a password, not text: ${table}`],
  [/^%PDF-/, "This is a PDF, not a table: load the file that it was made from"],
  [/^\x28\xB5\x2F\xFD/, `This is packed with Zstandard (.zst): ${unpack}`],
  [/^BZh[1-9]1AY&SY|^BZh[1-9]\x17rE8P\x90/, `This is packed with bzip2 (.bz2): ${unpack}`],
  [/^\xFD7zXZ/, `This is packed with xz: ${unpack}`],
  [/^\x04"M\x18/, `This is packed with LZ4: ${unpack}`],
  [/^\xFF\x06\0\0sNaPpY/, `This is packed with Snappy: ${unpack}`],
  [/^LZIP\x01/, `This is packed with lzip: ${unpack}`],
  [/^\x1F[\x9D\xA0]/, `This is packed with compress (.Z): ${unpack}`],
  [/^\]\0\0/, `This is packed with LZMA: ${unpack}`],
  [/^7z\xBC\xAF/, `This is a 7-Zip archive: ${unpack}`],
  [/^Rar!\x1A/, `This is a RAR archive: ${unpack}`],
  [/^MSCF\0/, `This is a cabinet archive (.cab): ${unpack}`],
  [/^!<arch>\n/, `This is an archive of Unix (ar): ${unpack}`],
  [/^SQLite format 3\0/, `This is an SQLite database, not a table: ${table}`],
  [/^[\s\S]{8}DUCK[\s\S]\0/, `This is a DuckDB database, not a table: ${table}`],
  [/^\0\x01\0\0Standard (?:Jet|ACE) DB/, `This is an Access database, not a table: ${table}`],
  [/^ARROW1\0/, feather],
  [/^FEA1\0/, feather],
  [/^\xFF\xFF\xFF\xFF/, feather],
  [/^Obj\x01/, `This is an Avro file: ${columns}`],
  [/^ORC[\0-\x1F\x7F-\xFF]/, `This is an ORC file: ${columns}`],
  [/^PARE[\0-\x1F\x7F-\xFF]/, "This is an encrypted Parquet file: write it without encryption"],
  [/^SEQ\x06/, `This is a Hadoop sequence file: ${columns}`],
  [/^\x89HDF/, `This is an HDF5 file: ${columns}`],
  [/^CDF[\x01\x02\x05]/, `This is a NetCDF file: ${columns}`],
  [/^MATLAB 5\.0 MAT-file/, `This is a MATLAB file (.mat): ${columns}`],
  [/^\x80[\x02-\x05]/, pickle],
  [/^\((?:lp|dp)[01]\n|^c(?:copy_?reg|collections|pandas)[\w.]*\n/, pickle],
  [/^\x93NUMPY/, "This is a NumPy array (.npy), without names of columns: write it as CSV or JSON Lines"],
  [/^\$FL[23]/, `This is an SPSS file (.sav): ${table}`],
  [/^<stata_dta>|^[\x71-\x73][\x01\x02]\x01\0/, `This is a Stata file (.dta): ${table}`],
  [/^HEADER RECORD\*{7}LIB/, `This is a SAS transport file (.xpt): ${table}`],
  [/^\0{12}\xC2\xEA\x81\x60/, `This is a SAS file (.sas7bdat): ${table}`],
  [/^RD[XA][23]\n|^X\n\0\0/, rData],
  [/^\{\\rtf/, `This is a rich text file (.rtf): ${table}`],
  [/^version https:\/\/git-lfs/, "This is a Git LFS pointer, not the file itself: fetch it with git lfs pull"],
  [/^bplist0/, `This is an Apple property list: ${table}`],
  [/^-----BEGIN PGP MESSAGE-----|^age-encryption\.org\/v1\n/, "This is encrypted: decrypt it and load the file in it"],
  [
    /^\x89PNG|^\xFF\xD8\xFF|^GIF8[79]a|^RIFF[\s\S]{4}WEBP|^II\*\0|^MM\0\*|^BM[\s\S]{4}\0{4}|^\0\0[\s\S]{2}ftyp(?:heic|heix|mif1|avif)/,
    picture,
  ],
  [
    /^ID3[\x02-\x04]\0|^OggS\0|^fLaC|^RIFF[\s\S]{4}(?:WAVE|AVI )|^\0\0[\s\S]{2}ftyp|^\x1AE\xDF\xA3|^\xFF[\xFB\xF3\xF2\xF1\xF9][\x10-\xEF]/,
    recording,
  ],
  [/^GGUF[\x01-\x09]\0|^(?:[\s\S]{2}\0{6}|[\s\S]{3}\0{5})\{"/, weights],
  [/^\x7FELF|^MZ\x90\0|^\xCF\xFA\xED\xFE/, "This is a program, not a table"],
];

const webPage = "This is a web page, not the file that it links to: is it a sign-in page that was saved?";

/** Markup may have blanks before it. */
function findOther(start: string): string | null {
  const known = magics.find(([magic]) => magic.test(start));
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

function explainPacking(head: Buffer): string | null {
  const packing = tellPacking(head);
  return packing === null ? null : `This is ${packing}, not text: write it as JSON Lines`;
}

/** What a file is, going by its beginning. A text in whatever encoding is text. */
export function tellKind(head: Buffer): FileKind {
  const start = head.subarray(0, 4096).toString("latin1");
  if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) return { kind: "archive" };
  if (/^PAR1(?![ -~\s])/.test(start)) return { kind: "parquet" };
  if (start.startsWith("\u001F\u008B")) return { kind: "gzip" };
  const because = findOther(start) ?? explainPacking(head);
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
