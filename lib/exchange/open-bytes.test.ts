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
