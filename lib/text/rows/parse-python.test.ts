import { expect, test } from "vitest";
import { parsePython } from "@/lib/text/rows/parse-python";

test.each<[string, unknown]>([
  [`[{'role': 'user', 'content': "It's cold."}]`, [{ role: "user", content: "It's cold." }]],
  [`{'a': None, 'b': True, 'c': [1, -2.5, 1e3], 'd': ('x',)}`, { a: null, b: true, c: [1, -2.5, 1000], d: ["x"] }],
  [String.raw`['a\n\'b\' \u00e4 \x41 \\']`, ["a\n'b' ä A \\"]],
  ["[]", []],
])("reads %s", (text, value) => {
  expect(parsePython(text)).toEqual(value);
});

test.each(["", "[1, 2", "{'a' 1}", "[a]", "[1] 2", "open('x')", "['a\nb']", `${"[".repeat(100)}${"]".repeat(100)}`])(
  "leaves %j alone",
  (text) => {
    expect(parsePython(text)).toBeUndefined();
  },
);

test("a name of the prototype does no harm", () => {
  expect(Object.keys(parsePython("{'__proto__': {'x': 1}}") as object)).toEqual([]);
});
