import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readJson } from "@/lib/labeling/http/read-json";

const sent = (body: string) => Readable.from([Buffer.from(body)]);

test("what PostgreSQL cannot store is made storable, anywhere in the body", async () => {
  const body = '{"a":"x\\u0000y","b":["\\ud800z","\\ud83d\\ude00"]}';
  expect(await readJson(sent(body))).toEqual({ ok: true, value: { a: "xy", b: ["\uFFFDz", "😀"] } });
});

test("a name with such a character is refused", async () => {
  expect(await readJson(sent('{"a\\u0000":1}'))).toMatchObject({ reason: "malformed" });
});

test.each(["", "{", "nothing", '{"a":1}}'])("%j is not JSON", async (body) => {
  expect(await readJson(sent(body))).toMatchObject({ ok: false, reason: "malformed" });
});

test("a request without a body is not JSON", async () => {
  expect(await readJson(Readable.from([]))).toMatchObject({ reason: "malformed" });
});

test("more than 1 MB is refused before it is all read", async () => {
  let chunks = 0;
  const endless = new Readable({
    read() {
      chunks += 1;
      this.push(Buffer.alloc(100_000, "x"));
    },
  });
  expect(await readJson(endless)).toMatchObject({ reason: "too-large" });
  expect(chunks).toBeLessThan(15);
  expect(endless.destroyed).toBe(false);
});

test("letters of several bytes survive the seams between chunks", async () => {
  const split = Readable.from([...Buffer.from('"aé😀"')].map((byte) => Buffer.of(byte)));
  expect(await readJson(split)).toEqual({ ok: true, value: "aé😀" });
});

test.each([
  ["lists", `${"[".repeat(500_000)}${"]".repeat(500_000)}`],
  ["objects", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`],
])("%s nested deeper than any answer are refused like any other body that is not ours", async (_, body) => {
  expect(await readJson(sent(body))).toMatchObject({ ok: false, reason: "malformed" });
});

test("brackets in a text are no nesting", async () => {
  const text = `${"[".repeat(200)}\\"${"{".repeat(200)}`;
  expect(await readJson(sent(`["${text}"]`))).toEqual({ ok: true, value: [text.replace("\\", "")] });
});
