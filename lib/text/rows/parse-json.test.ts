import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, tryParseJson } from "@/lib/text/rows/parse-json";

describe("whole numbers that double precision would change", () => {
  test.each([
    ['{"id": 9007199254740993}', { id: "9007199254740993" }],
    [
      '{"id":-12345678901234567890,"n":[1, 10000000000000001]}',
      {
        id: "-12345678901234567890",
        n: [1, "10000000000000001"],
      },
    ],
    ["12345678901234567890", "12345678901234567890"],
    ['{"__proto__": 1, "id": 9007199254740993}', { id: "9007199254740993" }],
  ])("%s keeps its digits as a text", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each([
    '{"n": 9007199254740991}',
    '{"n": 9007199254740992}',
    '{"n": 1234567890123456.5}',
    '{"n": 1e20}',
    '{"t": "a: 9007199254740993, \\" 1"}',
  ])("%s is read as JSON has it", (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test("a number of sixteen million digits is read like any other", () => {
    const digits = "1".repeat(16_000_000);
    expect(parseJson(`[${digits}]`)).toEqual([digits]);
  });

  test("every whole number comes back with its digits, and the texts beside it as they were", () => {
    const written = fc.record({ id: fc.bigInt(), text: fc.string() });
    fc.assert(
      fc.property(written, ({ id, text }) => {
        const read = parseJson(`{"id":${id},"text":${JSON.stringify(text)}}`) as { id: unknown; text: string };
        expect([String(read.id), read.text]).toEqual([String(id), text]);
      }),
    );
  });

  test.each(['{"a": x12345678901234567890}', "{12345678901234567890: 1}", '{"a": 012345678901234567890}'])(
    "%s is no JSON, digits or not",
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});

describe("a key that stands twice", () => {
  test.each([
    ['{"response": "A", "response": "B"}', '"response"'],
    ['{"a": {"x": 1, "b": [{"y": 2, "y": 3}]}}', '"y"'],
    ['{"a\\u0062": 1, "ab": 2}', '"ab"'],
  ])("in one object is refused, for the first would be lost: %s", (text, key) => {
    expect(tryParseJson(text).error).toBe(
      `cannot be read: the key ${key} stands twice in one object: keep one of the two`,
    );
  });

  test.each([
    '{"a": {"x": 1}, "b": {"x": ":\\"x\\":"}}',
    '[{"x": 1}, {"x": 2}]',
    '{"__proto__": 1, "__proto__": 2, "a": ":"}',
  ])("in different objects, in texts or where no key is kept is none: %s", (text) => {
    expect(tryParseJson(text).error).toBeUndefined();
  });
});

test.each([
  ['{"a": "x",}', "a comma stands before a closing bracket"],
  ['{"a": 1 /* one */}', "it holds a comment"],
  ["// one", "it holds a comment"],
  ["# one", "it is a comment"],
  ['{"a": 1}{"a": 2}', "another value follows the first"],
  ['{"a": 1},', "a comma follows the value"],
  ["{a: 1}", 'the key a stands without quotes: write "a"'],
  ["{'a': 1}", "a text stands in single quotes"],
  ['{"a": "x\ty"}', "a line break, a tab or another control character"],
  ['{"a": "x', "a text has no end in it"],
  ['{"a": NaN}', "it holds NaN"],
  ["{", "an object goes on over several lines"],
])("what is wrong with %s is said in words that mend it", (text, reason) => {
  expect(tryParseJson(text).error).toContain(`is not JSON: ${reason}`);
});
