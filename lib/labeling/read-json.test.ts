import { expect, test } from "vitest";
import { readJson } from "@/lib/labeling/read-json";

const request = (body: BodyInit) => new Request("http://app.test/", { method: "POST", body });

test("what PostgreSQL cannot store is made storable, anywhere in the body", async () => {
  const body = '{"a":"x\\u0000y","b":["\\ud800z","\\ud83d\\ude00"]}';
  expect(await readJson(request(body))).toEqual({ ok: true, value: { a: "xy", b: ["\uFFFDz", "😀"] } });
});

test("a name with such a character is refused", async () => {
  expect(await readJson(request('{"a\\u0000":1}'))).toMatchObject({ reason: "malformed" });
});

test.each(["", "{", "nothing", '{"a":1}}'])("%j is not JSON", async (body) => {
  expect(await readJson(request(body))).toMatchObject({ ok: false, reason: "malformed" });
});

test("a request without a body is not JSON", async () => {
  expect(await readJson(new Request("http://app.test/", { method: "POST" }))).toMatchObject({ reason: "malformed" });
});

test("more than 1 MB is refused before it is all read", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new TextEncoder().encode("x".repeat(100_000)));
    },
  });
  const init = { method: "POST", body: endless, duplex: "half" } as RequestInit;
  expect(await readJson(new Request("http://app.test/", init))).toMatchObject({ reason: "too-large" });
  expect(sent).toBeLessThan(15);
});

test("letters of several bytes survive the seams between chunks", async () => {
  const bytes = new TextEncoder().encode('"aé😀"');
  const split = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const init = { method: "POST", body: split, duplex: "half" } as RequestInit;
  expect(await readJson(new Request("http://app.test/", init))).toEqual({ ok: true, value: "aé😀" });
});

test.each([
  ["lists", `${"[".repeat(500_000)}${"]".repeat(500_000)}`],
  ["objects", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`],
])("%s nested deeper than any answer are refused like any other body that is not ours", async (_, body) => {
  expect(await readJson(request(body))).toMatchObject({ ok: false, reason: "malformed" });
});

test("brackets in a text are no nesting", async () => {
  const text = `${"[".repeat(200)}\\"${"{".repeat(200)}`;
  expect(await readJson(request(`["${text}"]`))).toEqual({ ok: true, value: [text.replace("\\", "")] });
});
