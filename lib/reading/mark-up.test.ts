import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, cutLines, markUp, unifyLineEnds } from "@/lib/reading/mark-up";
import type { Span } from "@/lib/reading/mark-up-line";

const spansOf = (block: Block): Span[] => {
  if (block.kind === "table") return block.rows.flat(2);
  if (block.kind === "list") return block.items.flatMap(({ spans }) => spans);
  return "spans" in block ? block.spans : [];
};
const write = (span: Span): string => ("spans" in span ? span.spans.map(write).join("") : span.text);
const read = (span: Span): string =>
  span.kind === "mark" ? "" : "spans" in span ? span.spans.map(read).join("") : span.text;
const marksIn = (span: Span): string[] =>
  span.kind === "mark" ? [span.text] : "spans" in span ? span.spans.flatMap(marksIn) : [];

/** Puts a text together again from its pieces; `of` says what a span gives. */
function compose(block: Block, of: (span: Span) => string, isWhole: boolean): string {
  const line = (spans: readonly Span[]) => spans.map(of).join("");
  switch (block.kind) {
    case "paragraph":
      return line(block.spans);
    case "heading":
      return (isWhole ? block.mark : "") + line(block.spans);
    case "list":
      return block.items.map(({ indent, marker, spans, gap }) => indent + marker + line(spans) + gap).join("");
    case "code":
      return (isWhole ? block.open : "") + block.info + block.text + (isWhole ? block.close : "");
    case "table":
      return block.rows
        .map((cells, place) => cells.map(line).join("") + (isWhole && place === 0 ? block.rule : ""))
        .join("");
    case "gap":
      return block.text;
  }
}
const sourceOf = (blocks: readonly Block[]) => blocks.map((block) => compose(block, write, true)).join("");
const shownOf = (source: string) =>
  markUp(source)
    .map((block) => compose(block, read, false))
    .join("");
const listMarks = (source: string) =>
  markUp(source)
    .flatMap(spansOf)
    .flatMap(marksIn)
    .filter((mark) => mark !== "");

describe("what might be a sign stands as it was written", () => {
  test.each([
    ["a star that multiplies", "Take 2*5 mg at night, never more than 4*5 mg."],
    ["stars with spaces round them", "2 * 5 mg and 4 * 5 mg"],
    ["a star as an operator of words", "dose = 3 *weight* 2, or k *w* h"],
    ["stars before a formula", "weight = *w* kg"],
    ["a star that refers", "Aspirin* 5 mg, Ibuprofen* 10 mg, *see the leaflet, page 3*4"],
    ["powers", "(a)**2 + (b)**2, x**2 and y**2, f(**a, **b)"],
    ["marks inside words", "un*frigging*believable, file**name**ext, `m sure it`s fine"],
    ["tildes", "5~10 mg for 3~4 days, ~~5 mg~~, 5~~10, 1~2 drops at 7~9 h."],
    ["underscores", "__init__, _x_, snake_case_name, ____ mg"],
    ["a definition of a link", "[1]: http://example.org/leaflet"],
    ["footnotes", "Rest[^1].\n[^1]: Or so I hear."],
    [
      "links and pictures",
      "[here](http://example.org/a) ![dose](http://example.org/d.png) <http://example.org> [a][b]",
    ],
    ["HTML", "<think>They want an excuse.</think>Rest, <b>t < 38</b> <!-- or not --> <br>"],
    ["entities and escapes", "&lt; 5 &amp; &#x2a; \\*not\\* \\_ \\\\ C:\\dose"],
    ["one # alone", "# of tablets: 3\n#1 choice\n#\n## \n##"],
    ["a comparison at the beginning of a line", "> 38 °C is fever\n>= 2\n< 3"],
    ["a minus and a plus at the beginning of a line", "-5 °C\n+2 tablets\n- 5 mg\n+ 2"],
    ["underlined words and rules", "Title\n===\nTitle\n---\n\n***\n* * *\n___"],
    ["numbers of a list", "7. tablets\n7. tablets\n3) more\n2024. It was a year"],
    ["a task list", "- [x] taken\n- [ ] left"],
    ["formulas", "$x^2$, $5 and $6, \\(a*b\\)"],
    ["indented code and tabs", "    4*5\n\t- a\n  b"],
    ["a fence that nothing closes", "```python\nx = 2*3"],
    ["a table whose rows disagree", "| a | b |\n|---|---|\n| 10|0 m|g |"],
    ["a row of values that are missing", "| Drug | Dose |\n| - | -- |\n| a | b |"],
    ["a heading of a table without rows", "| a | b |\n|---|---|\n\nEnd"],
    ["one pipe, dashes below it", "a | b\n-----\nc | d"],
    ["a mark that nothing closes", "**Take 5 mg\n\nand *rest"],
    ["an emphasis over two lines", "*one\ntwo* **three\nfour**"],
    ["quotation marks of TeX", "``so'' he said, `so'"],
    ["escaped marks", "\\*one\\* \\`two\\` \\**three**"],
  ])("%s", (_, source) => {
    expect(shownOf(source)).toBe(source);
  });
});

test.each([
  ["**Take** 2", "Take 2", ["**", "**"]],
  ["*sighs* No.", "sighs No.", ["*", "*"]],
  ["(*really*), “**5 mg**”", "(really), “5 mg”", ["*", "*", "**", "**"]],
  ["***now***", "now", ["***", "***"]],
  ["**one *two* three**", "one two three", ["**", "*", "*", "**"]],
  ["`2*5` and ``a`b``", "2*5 and a`b", ["`", "`", "``", "``"]],
  ["服用**不要**超过", "服用不要超过", ["**", "**"]],
  ["- **a**: `b`", "- a: b", ["**", "**", "`", "`"]],
])("%s is shown as %s", (source, shown, marks) => {
  expect(shownOf(source)).toBe(shown);
  expect(listMarks(source)).toEqual(marks);
});

test("a heading from ## on loses its mark alone", () => {
  expect(markUp("## Adults ##\n#### 5 mg")).toEqual([
    { kind: "heading", level: 2, mark: "## ", spans: [{ kind: "text", text: "Adults ##\n" }] },
    { kind: "heading", level: 4, mark: "#### ", spans: [{ kind: "text", text: "5 mg" }] },
  ]);
});

test("code between fences keeps its words and what is said of it", () => {
  expect(markUp("```python\nx = **2**\n\n# y\n```\nEnd")).toEqual([
    { kind: "code", open: "```", info: "python\n", text: "x = **2**\n\n# y\n", close: "```\n" },
    { kind: "paragraph", spans: [{ kind: "text", text: "End" }] },
  ]);
});

test("a table ends before the first row with other cells, which stands as written", () => {
  const blocks = markUp("| Drug | Dose |\n|:--|--:|\n| A | **5** mg |\n| B | 10|0 mg |\n| C | 5 mg |");
  expect(blocks.map(({ kind }) => kind)).toEqual(["table", "paragraph"]);
  expect(blocks.map((block) => compose(block, read, false))).toEqual([
    "DrugDoseA5 mg",
    "| B | 10|0 mg |\n| C | 5 mg |",
  ]);
});

test("items of a list are one list across empty lines, each with the marker written", () => {
  const [list] = markUp("3. a\n\n3. b\n   - c\nd");
  expect(list?.kind === "list" && list.items.map(({ indent, marker }) => indent + marker)).toEqual([
    "3. ",
    "3. ",
    "   - ",
  ]);
});

const sins = [
  ..."*_~`#|>-+=:.\\[]()<>&!$^/%0123456789 \n\t",
  ...[
    "**",
    "***",
    "```",
    "~~",
    "__",
    "\n\n",
    "## ",
    "- ",
    "1. ",
    "|---|---|\n",
    "| a | b |\n",
    "[1]: http://a\n",
    "&lt;",
    "\r\n",
    "    ",
  ],
  ...[
    "mg",
    "2*5 mg",
    "5~10",
    "38 °C",
    "dose",
    "не более",
    "дозы",
    "لا تأخذ",
    "أكثر",
    "不要",
    "剂量",
    "मात्रा",
    "गोली",
    "\u200D",
    "\u202E",
    "👩‍⚕️",
  ],
];
const prose = fc.array(fc.constantFrom(...sins), { maxLength: 60 }).map((pieces) => pieces.join(""));

test("all that was written is in the pieces, in order, whatever it is", () => {
  fc.assert(
    fc.property(prose, (source) => {
      expect(sourceOf(markUp(source))).toBe(unifyLineEnds(source));
      expect(cutLines(source).join("")).toBe(unifyLineEnds(source));
    }),
    { numRuns: 1000 },
  );
});

test("nothing is left out but stars, backticks, the marks of headings, pipes and the rules of tables", () => {
  fc.assert(
    fc.property(prose, (source) => {
      for (const block of markUp(source)) {
        if (block.kind === "heading") expect(block.mark).toMatch(/^ {0,3}#{2,6}[ \t]+$/);
        if (block.kind === "code") expect(block.open.trim() + block.close.trim()).toMatch(/^`{6,}$/);
        if (block.kind === "table") expect(block.rule).toMatch(/^[ \t|:-]+\n?$/);
        for (const mark of spansOf(block).flatMap(marksIn))
          expect(mark).toMatch(block.kind === "table" ? /^(\s*\|?\s*|\*{1,3}|`+)$/ : /^(\*{1,3}|`+)$/);
      }
    }),
    { numRuns: 1000 },
  );
});

// Each of these took a reader that looks back or ahead without bound minutes.
test.each([
  ["stars that open nothing", "*a ".repeat(100_000)],
  ["backticks of many lengths", Array.from({ length: 1000 }, (_, n) => `${"`".repeat(n % 300)} `).join("")],
  ["fences that nothing closes", "```x\n".repeat(60_000)],
  ["fences of growing length", Array.from({ length: 600 }, (_, n) => `${"`".repeat(n + 3)}\n`).join("")],
  ["pipes", "|".repeat(300_000)],
  ["headings of tables", "| a | b |\n|---|---|\n".repeat(20_000)],
  ["spaces in cells", `|${" ".repeat(100_000)}a${" ".repeat(100_000)}|\n|---|\n| b |`],
  ["backslashes", `${"\\".repeat(100_000)}*${"\\*".repeat(50_000)}`],
  ["spaces between stars", `${" ".repeat(100_000)}*a*`.repeat(3)],
  ["empty lines between items", "- a\n\n".repeat(60_000)],
])("a long text of %s is read to its end", (_, source) => {
  expect(sourceOf(markUp(source)).length).toBe(source.length);
});
