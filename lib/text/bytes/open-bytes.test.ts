import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeBytes, decodeHead } from "@/lib/text/bytes/encodings";
import { EncodingAsked, openBytes, takeHead } from "@/lib/text/bytes/open-bytes";
import { readLimits } from "@/lib/text/bytes/read-limits";

const accessTo = (bytes: Buffer) => ({
  size: bytes.length,
  read: async (from: number, to: number) => bytes.subarray(from, to),
});

/** The file as UTF-8 text, or what else it is. */
async function readText(bytes: Buffer, options: Parameters<typeof openBytes>[2] = {}, name = "a.csv") {
  const opened = await openBytes(name, accessTo(bytes), options);
  return opened.kind === "text" ? (await takeHead(opened.read(), 1e9)).toString("utf8") : opened.kind;
}

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

test.each([
  ["Windows-1252", Buffer.from("wer;was\nmüller;größer\n", "latin1"), "windows-1252", ["müller", "größer"]],
  ["UTF-16", utf16("wer\twas\nmüller\tgrößer\n"), "utf-16le", ["müller", "größer"]],
  ["UTF-16 of the other end", utf16("wer,was\nmüller,x\n").swap16(), "utf-16be", ["müller"]],
  ["UTF-16 without a mark", Buffer.from("wer,was\nann,so\n", "utf16le"), "utf-16le", []],
])(
  "a file in %s is asked about, with its words, and read once somebody has said so",
  async (_, bytes, encoding, words) => {
    const asked = await readText(bytes).catch((error: unknown) => error);
    expect(asked).toBeInstanceOf(EncodingAsked);
    expect((asked as EncodingAsked).guess).toEqual({ encoding, words });
    const text = await readText(bytes, { encoding: (asked as EncodingAsked).guess.encoding });
    expect(text).toMatch(/^wer[;,\t]was\n/);
    for (const word of words) expect(text).toContain(word);
  },
);

test.each([
  ["windows-1252", "prompt,response\nHm?,It\x92s fine\n"],
  ["windows-1252", "prompt,response\nHm?,\x93Don\x92t,\x94 she said\x85 5\x9610 mg \x97 no\n"],
  ["windows-1252", "prompt,response\nHm?,the dog\x97it barked\x97ran\n"],
  ["windows-1252", "prompt,response\nHm?,Le c\x9cur \xe9tait l\xe0\n"],
  ["macintosh", "prompt,response\nHm?,pa\x92ses del coraz\x97n, a\x96os\n"],
  ["macintosh", "prompt,response\nHm?,tr\x8fs bien, d\x8ej\x88\n"],
])("quotes of Windows are told from letters of a Mac: %s for %j", async (encoding, text) => {
  const asked = await readText(Buffer.from(text, "latin1")).catch((error: unknown) => error);
  expect((asked as EncodingAsked).guess.encoding).toBe(encoding);
});

test("Windows-1252 keeps its quotes, dashes and signs of money, however a file is cut into pieces", async () => {
  const bytes = Buffer.from("a;b\nna\xefve;\x93yes\x94 \x96 5 \x80, it\x92s\x85\n", "latin1");
  const asked = await readText(bytes).catch((error: unknown) => error);
  expect((asked as EncodingAsked).guess).toMatchObject({
    encoding: "windows-1252",
    words: expect.arrayContaining(["naïve"]),
  });
  const whole = "a;b\nnaïve;“yes” – 5 €, it’s…\n";
  expect(await readText(bytes, { encoding: "windows-1252" })).toBe(whole);
  const pieces = async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte);
  };
  expect((await takeHead(decodeBytes(pieces(), "windows-1252"), 1000)).toString("utf8")).toBe(whole);
  expect(decodeHead(bytes, "windows-1252")).toBe(whole);
});

test("a letter that the end of a head cuts in two is no other encoding", async () => {
  const text = "é".repeat(200_000);
  expect(await readText(Buffer.from(`a${text}`))).toBe(`a${text}`);
});

test("a packed file is read as what is in it", async () => {
  expect(await readText(gzipSync("a,b\n1,2\n"), {}, "a.csv.gz")).toBe("a,b\n1,2\n");
  const opened = await openBytes("a.jsonl.gz", accessTo(gzipSync("{}")));
  expect(opened).toMatchObject({ kind: "text", name: "a.jsonl" });
  await expect(readText(gzipSync("a,b\n1,2\n").subarray(0, 20))).rejects.toThrow("broken or cut off");
  expect(await readText(gzipSync("a,b\n1,2\n").subarray(0, 24), { isCut: true })).toMatch(/^a/);
});

test("a packed file that unpacks to far more than a text would is refused", async () => {
  await expect(readText(gzipSync(Buffer.alloc(8_000_000, "a")))).rejects.toThrow("far more than a text would");
  const limits = { ...readLimits, unpackedBytes: 10 };
  await expect(readText(gzipSync("a,b\n1,2\n3,4\n"), { limits })).rejects.toThrow("unpacks to more");
});

test.each([
  ["an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1", "old Excel or Word file"],
  ["a PDF", "%PDF-1.7", "This is a PDF"],
  ["a pickle", "\x80\x04\x95", "Python pickle"],
  ["a web page", "\n<!DOCTYPE html><title>Sign in</title>", "This is a web page"],
  ["a database", "SQLite format 3\0", "SQLite database"],
  ["Zstandard", "\x28\xB5\x2F\xFD", "Zstandard"],
  ["other bytes", "a\0b\0\0c", "no text: it holds NUL bytes"],
])("%s is refused for what it is", async (_, start, message) => {
  await expect(readText(Buffer.from(start, "latin1"))).rejects.toThrow(message);
  await expect(readText(gzipSync(Buffer.from(start, "latin1")))).rejects.toThrow(message);
});

// Each text as iconv writes it, in hexadecimal digits.
test.each([
  ["shift_jis", "96e22c939a0a96f282cd82a082e882dc82b782a92c93f18ff982ad82be82b382a20a", "二錠ください"],
  ["euc-jp", "cce42cc5fa0accf4a4cfa4a2a4eaa4dea4b9a4ab2cc6f3befba4afa4c0a4b5a4a40a", "二錠ください"],
  ["gb18030", "ceca2cb4f00aced2d2aab3d4d2a9c2f02cc4e3cfc8c8a5bfb4d2bdc9fa0a", "你先去看医生"],
  ["big5", "b0dd2cb5aa0aa7daad6ea659c3c4b6dc2ca741a5fda568acddc2e5a5cd0a", "你先去看醫生"],
  ["euc-kr", "b9b0c0bd2cb4e40abee0c0bb20b8d4c0bbb1eebfe42cb5ce20becbb8b820b5e5bcbcbfe40a", "두 알만 드세요"],
  [
    "windows-1251",
    "e2eeeff0eef12ceef2e2e5f20acfe8f2fc20f2e0e1ebe5f2eae83f2cc4e2e520f2e0e1ebe5f2eae820e220e4e5edfc0a",
    "Две таблетки в день",
  ],
  [
    "koi8-r",
    "d7cfd0d2cfd32ccfd4d7c5d40af0c9d4d820d4c1c2ccc5d4cbc93f2ce4d7c520d4c1c2ccc5d4cbc920d720c4c5ced80a",
    "Две таблетки в день",
  ],
  ["windows-1253", "e5f1fef4e7f3e70acde120f0dcf1f920f7dcf0e9e13b0a", "Να πάρω χάπια;"],
  ["windows-1255", "f9e0ece40aecf7e7fa20ebe3e5f8e9ed0a", "לקחת כדורים"],
  ["windows-1256", "d3c4c7e10aced020cdc8cac7e420dfe120ede6e30a", "خذ حبتان كل يوم"],
  ["windows-874", "b6d2c10acacda7e0c1e7b4b5e8cdc7d1b90a", "สองเม็ดต่อวัน"],
  ["macintosh", "7765722c7761730a6d9f6c6c65722c67729aa765720a", "größer"],
  [
    "iso-2022-jp",
    "1b24424c641b28422c1b2442457a1b28420a1b24424c74244f2422246a245e2439242b1b28422c1b244246733e7b242f2440243524241b28420a",
    "二錠ください",
  ],
])("%s is told from other encodings by its letters", async (encoding, bytes, words) => {
  const asked = await readText(Buffer.from(bytes, "hex")).catch((error: unknown) => error);
  expect(asked).toBeInstanceOf(EncodingAsked);
  expect((asked as EncodingAsked).guess.encoding).toBe(encoding);
  expect(await readText(Buffer.from(bytes, "hex"), { encoding: (asked as EncodingAsked).guess.encoding })).toContain(
    words,
  );
});

test("UTF-16 of a language without spaces is told by its commas and line ends", async () => {
  const text = `${"你好".repeat(20)},${"吃药".repeat(20)}\n`.repeat(4);
  const asked = await readText(Buffer.from(`id,prompt,response\n${text}`, "utf16le")).catch((error: unknown) => error);
  expect((asked as EncodingAsked).guess?.encoding).toBe("utf-16le");
});

const utf32 = (text: string, mark: number[]) =>
  Buffer.from([...mark, ...[...text].flatMap((sign) => [sign.codePointAt(0) ?? 0, 0, 0, 0])]);

test.each([
  ["UTF-32", utf32("id,prompt\n1,Hm\n", [0xff, 0xfe, 0, 0]), "UTF-32, which is not read"],
  ["UTF-32 without a mark", utf32("id,prompt\n1,Hm\n", []), "UTF-32, which is not read"],
  ["an array of NumPy", Buffer.from("\x93NUMPY\x01\0v\0{'descr': '<f8'}", "latin1"), "NumPy array"],
  ["LZMA", Buffer.from("]\0\0\x80\0\xff\xff", "latin1"), "packed with LZMA"],
  ["bytes of no kind", Buffer.from("\x82\xa6\x01\x02\x03\x04\xa1Q\xa8\x05", "latin1"), "packed or binary"],
  ["MessagePack", Buffer.from("\x82\xa6prompt\xa3Hm?\xa8response\xa3No.", "latin1"), "This is MessagePack"],
  [
    "a list in MessagePack",
    Buffer.from(`\x92\x82\xa2id\x01\xa4text\xd9\x20${"x".repeat(32)}`, "latin1"),
    "This is MessagePack",
  ],
  [
    "MessagePack with zeros",
    Buffer.from("\x81\xa5score\x00\x81\xa5score\xcb\0\0\0\0\0\0\0\0", "latin1"),
    "This is MessagePack",
  ],
  ["CBOR", Buffer.from("\xa2fpromptcHm?hresponsecNo.", "latin1"), "This is CBOR"],
  ["a list in CBOR", Buffer.from("\x81\xa1hresponsebNo", "latin1"), "This is CBOR"],
  ["ORC", Buffer.from("ORC\x11\0\0\x0a\x12", "latin1"), "an ORC file"],
  ["Avro", Buffer.from("Obj\x01\x04\x14avro.codec", "latin1"), "an Avro file"],
  ["Arrow", Buffer.from("ARROW1\0\0\xff\xff", "latin1"), "Arrow or Feather"],
  ["LZ4", Buffer.from('\x04"M\x18`@\x82', "latin1"), "packed with LZ4"],
  ["bzip2", Buffer.from("BZh91AY&SY\x9a", "latin1"), "packed with bzip2"],
  ["xz", Buffer.from("\xfd7zXZ\0", "latin1"), "packed with xz"],
  ["a DuckDB database", Buffer.from("\x01\x02\x03\x04\x05\x06\x07\x08DUCK@\0", "latin1"), "a DuckDB database"],
  ["an Access database", Buffer.from("\0\x01\0\0Standard ACE DB\0", "latin1"), "an Access database"],
  ["an old pickle", Buffer.from("(lp0\n(dp1\nVprompt\n"), "a Python pickle"],
  ["a MATLAB file", Buffer.from("MATLAB 5.0 MAT-file, Platform"), "a MATLAB file"],
  ["R data", Buffer.from("RDX3\nX\n\0\0", "latin1"), "an R data file"],
  ["a picture", Buffer.from("RIFF\x10\0\0\0WEBPVP8 ", "latin1"), "a picture"],
  ["sound", Buffer.from("ID3\x04\0\0", "latin1"), "a recording"],
  ["a film", Buffer.from("\0\0\0\x20ftypisom", "latin1"), "a recording"],
  ["a program", Buffer.from("\x7fELF\x02\x01", "latin1"), "a program"],
  ["weights", Buffer.from('\x60\x01\0\0\0\0\0\0{"__metadata__":', "latin1"), "a model's weights"],
  ["a tar archive", Buffer.from(`a.jsonl${"\0".repeat(250)}ustar\0`, "latin1"), "tar archive"],
  ["a web page behind a comment", Buffer.from("<!-- x -->\n<!DOCTYPE html><p>No</p>"), "web page"],
  ["a part of a web page", Buffer.from("<head><title>403</title></head>"), "web page"],
  ["a table of a web page", Buffer.from("<table><tr><td>a</td></tr></table>"), "a table as a web page has it"],
  ["XML without a declaration", Buffer.from("<Error><Code>AccessDenied</Code></Error>"), "This is XML"],
])("%s is refused for what it is, and not taken for Windows-1252", async (_, bytes, message) => {
  await expect(readText(bytes)).rejects.toThrow(message);
  await expect(readText(bytes)).rejects.not.toBeInstanceOf(EncodingAsked);
});

test.each([
  ["ORC,value\n1,2\n"],
  ["PAR1,PAR2,item\n1,2,3\n"],
  ["GIF8,BZh9,Rar!,ID3\n1,2,3,4\n"],
  ["ARROW1,FEA1,RDX2\n1,2,3\n"],
  ["species,DUCK\n1,2\n"],
  ["row,ftyp,MZ\n1,2,3\n"],
  ["BMI,SEQ,CDF\n1,2,3\n"],
  ["MZ,label\n1,2\n"],
  ["ID3,FORM,LZIP\n1,2,3\n"],
  ["FORM,label\n1,2\n"],
  ["itemftyp,label\n1,2\n"],
  ["copy,reg\n1,2\n"],
])("a table whose first name looks like the mark of another kind is a table: %j", async (text) => {
  expect(await readText(Buffer.from(text))).toBe(text);
});

test.each([
  ["Übung,Antwort\nä,ö\n", "windows-1252"],
  ["“id”,“text”\n1,2\n", "windows-1252"],
])("a text that begins with a letter beyond ASCII is asked about, not taken for packed objects: %j", async (text) => {
  const bytes = Buffer.from(text.replaceAll("“", "\x93").replaceAll("”", "\x94"), "latin1");
  const asked = await readText(bytes).catch((error: unknown) => error);
  expect((asked as EncodingAsked).guess?.encoding).toBe("windows-1252");
});
