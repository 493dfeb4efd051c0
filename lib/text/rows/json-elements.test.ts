import { expect, test } from "vitest";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { readJsonElements } from "@/lib/text/rows/json-elements";

/** The text in pieces of a given size, so that every cut falls somewhere once. */
async function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(text: string, options: Parameters<typeof readJsonElements>[1] = {}, size = 7) {
  const elements = [];
  for await (const element of readJsonElements(inPieces(text, size), options)) elements.push(element);
  return elements;
}

const nested = `{"name": "é, [\\"x\\"]", "list": [1, 2],
 "rows": [
  {"a": "}],", "b": [1, {"c": null}]},
  {"a": "\\\\"}
 ], "after": true}`;

test.each([1, 2, 3, 7, 1000])("reads the elements of a member in pieces of %i bytes", async (size) => {
  const elements = await collect(nested, { member: "rows" }, size);
  expect(elements.map(({ value }) => value)).toEqual([{ a: "}],", b: [1, { c: null }] }, { a: "\\" }]);
  expect(elements.map(({ line }) => line)).toEqual([3, 4]);
  expect(elements[0]?.header).toEqual({ name: 'é, ["x"]', list: [1, 2] });
});

test("reads a bare array, with or without a byte order mark", async () => {
  expect((await collect('\uFEFF [ {"a":1} , 2, "x,y" ]\n')).map(({ value }) => value)).toEqual([{ a: 1 }, 2, "x,y"]);
  expect(await collect("[]")).toEqual([]);
});

test("says on which line the text stops being JSON", async () => {
  await expect(collect('[{"a":1},\n{"a":}]')).rejects.toMatchObject({ line: 2, message: /not JSON/ });
});

test("a file that stops in the middle is a problem, unless only its head was asked for", async () => {
  await expect(collect('[{"a":1},\n{"a"')).rejects.toMatchObject({ line: 2, message: /ends in the middle.*1 whole/ });
  expect(await collect('[{"a":1},{"a"', { isHead: true })).toHaveLength(1);
});

test("an element over the limit is refused before it is held", async () => {
  const limits = { ...readLimits, lineBytes: 20 };
  await expect(collect(`[{"a":"${"x".repeat(100)}"}]`, { limits })).rejects.toThrow("longer than");
});

test("a key that would become a prototype is dropped", async () => {
  const [element] = await collect('[{"__proto__": {"polluted": 1}, "\\u005f_proto__": 2, "a": 1}]');
  expect(element?.value).toEqual({ a: 1 });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
