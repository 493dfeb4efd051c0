import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { EncodingAsked, openBytes, takeHead } from "@/lib/exchange/open-bytes";
import { readLimits } from "@/lib/exchange/read-limits";

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
  ["a tar archive", Buffer.from(`a.jsonl${"\0".repeat(250)}ustar\0`, "latin1"), "tar archive"],
  ["a web page behind a comment", Buffer.from("<!-- x -->\n<!DOCTYPE html><p>No</p>"), "web page"],
  ["a part of a web page", Buffer.from("<head><title>403</title></head>"), "web page"],
  ["a table of a web page", Buffer.from("<table><tr><td>a</td></tr></table>"), "a table as a web page has it"],
  ["XML without a declaration", Buffer.from("<Error><Code>AccessDenied</Code></Error>"), "This is XML"],
])("%s is refused for what it is, and not taken for Windows-1252", async (_, bytes, message) => {
  await expect(readText(bytes)).rejects.toThrow(message);
  await expect(readText(bytes)).rejects.not.toBeInstanceOf(EncodingAsked);
});
