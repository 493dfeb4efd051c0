import { expect, test } from "vitest";
import { type MarkdownNode, markdownTags } from "@/lib/reading/markdown-tree";
import { readMarkdown } from "@/lib/reading/read-markdown";

const listElements = (nodes: readonly MarkdownNode[]): Exclude<MarkdownNode, string>[] =>
  nodes.flatMap((node) => (typeof node === "string" ? [] : [node, ...listElements(node.children ?? [])]));
const textOf = (node: MarkdownNode): string =>
  typeof node === "string" ? node : (node.children ?? []).map(textOf).join("");

test("headings, lists, tables and emphasis are a tree of plain data", () => {
  expect(readMarkdown("# Judge\n\nWhat *would* happen.\n\n3. one\n4. **two**")).toEqual([
    { tag: "h1", children: ["Judge"] },
    { tag: "p", children: ["What ", { tag: "em", children: ["would"] }, " happen."] },
    {
      tag: "ol",
      start: 3,
      children: [
        { tag: "li", children: ["one"] },
        { tag: "li", children: [{ tag: "strong", children: ["two"] }] },
      ],
    },
  ]);
  const table = readMarkdown("| a | b |\n|---|---|\n| 1 | 2 |");
  expect(listElements(table).map(({ tag }) => tag)).toEqual("table thead tr th th tbody tr td td".split(" "));
});

test("nothing runs, loads or leads to a script", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![p](https://elsewhere.test/p.png)",
    "[a](javascript:alert(1)) [b](data:text/html,x) [c](https://elsewhere.test) [d](vbscript:x) [e](//elsewhere.test)",
    "<a href='javascript:alert(1)' onclick='x'>k</a>",
  ].join("\n\n");
  const elements = listElements(readMarkdown(hostile));
  for (const { tag, ...rest } of elements) {
    expect(markdownTags).toContain(tag);
    expect(Object.keys(rest).filter((key) => !["children", "href", "start"].includes(key))).toEqual([]);
  }
  expect(elements.flatMap(({ href }) => href ?? [])).toEqual(["https://elsewhere.test"]);
});

test("tasks keep whether they are done", () => {
  expect(textOf({ tag: "ul", children: [...readMarkdown("- [x] read\n- [ ] judge")] })).toBe("☑ read☐ judge");
});

test("a text nested beyond measure is read, and not deeper than anybody reads", () => {
  const depthOf = (nodes: readonly MarkdownNode[]): number =>
    Math.max(0, ...nodes.map((node) => (typeof node === "string" ? 0 : 1 + depthOf(node.children ?? []))));
  const tree = readMarkdown(`${">".repeat(400)} deep`);
  expect(depthOf(tree)).toBeLessThan(60);
  expect(tree.map(textOf).join("")).toContain("deep");
});

test.each(["", "  \n\n "])("nothing written is nothing", (text) => {
  expect(readMarkdown(text)).toEqual([]);
});
