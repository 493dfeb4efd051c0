import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { OutputLine, OutputText, TurnList } from "@/components/annotate/output-text";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { shownText } from "@/lib/reading/shown-runs";

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'" };

/** What a browser has as the text of it: no tags, no attributes. */
const textContent = (element: ReactElement) =>
  renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|amp|quot|#x27);/g, (entity) => entities[entity] ?? entity);

const show = (text: string) => textContent(<OutputText>{text}</OutputText>);
const showAsWritten = (text: string) =>
  textContent(
    <TextViewContext value="as-written">
      <OutputText>{text}</OutputText>
    </TextViewContext>,
  );

const isRule = (line: string) => /^[\s|:-]+$/.test(line);

/** Letters, digits and signs of the source that the page lacks, each with its line. In order: nothing may move. */
function findMissing(source: string, shown: string): string[] {
  let at = 0;
  const missing: string[] = [];
  for (const line of source.split("\n"))
    for (const sign of line.replace(/\s/g, "")) {
      const found = shown.indexOf(sign, at);
      const between = found < 0 ? "x" : shown.slice(at, found).trim();
      if (between === "") at = found + sign.length;
      else missing.push(isRule(line) ? "rule" : sign);
    }
  return missing;
}

const number = fc.integer({ min: 0, max: 999 }).map(String);
const unit = fc.constantFrom("mg", "°C", "h", "ml/kg", "%", "мг", "مجم", "毫克", "मिलीग्राम");
const dose = fc.tuple(number, fc.constantFrom("*", "~", " * ", "–", "/", "^", "x", "|", "_", "**", "~~"), number, unit);
const word = fc.constantFrom(
  ...[
    "Take",
    "never more than",
    "< 38",
    "> 39",
    "не более",
    "принимать",
    "خذ",
    "ليس أكثر من",
    "服用",
    "不要超过",
    "गोली",
    "लें",
  ],
);
const sin = fc.constantFrom(
  ...[
    "[1]: http://example.org/a",
    "[^1]: note",
    "<think>so</think>",
    "&lt;b&gt;",
    "# of tablets: 3",
    "> 38 °C",
    "-5 °C",
    "7. seven",
  ],
  ...[
    "---",
    "===",
    "- [x] done",
    "![p](http://a/p.png)",
    "[a](http://b)",
    "`m sure",
    "C:\\dose",
    "\\*",
    "__init__",
    "    x = 2*3",
    "$5",
    "Dose*",
  ],
  ...["| a | b |", "+ 2", "~~~", "```", "2024. year", "<!-- c -->", "``q''", "*", "_", "#", "##"],
);
const piece = fc.oneof(
  dose.map((parts) => parts.join("")),
  word,
  sin,
);
const prose = fc
  .array(fc.tuple(piece, fc.constantFrom(" ", "\n", "\n\n", ", ", ". ")), { maxLength: 40 })
  .map((pieces) => pieces.flat().join(""));

test("every letter, digit and sign of a text stands on the page, but for marks that are known", () => {
  fc.assert(
    fc.property(prose, (source) => {
      for (const sign of findMissing(source, show(source))) expect(["*", "`", "#", "|", "rule"]).toContain(sign);
      expect(showAsWritten(source)).toBe(source);
    }),
    { numRuns: 500 },
  );
});

test("doses, ranges and ratios stand as they are, in any of four scripts", () => {
  const line = fc.array(
    fc.oneof(
      dose.map((parts) => parts.join("")),
      word,
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(line, (words) => {
      const source = words.join(" ");
      expect(show(source)).toBe(source);
    }),
    { numRuns: 500 },
  );
});

test("of marked prose only its marks are gone", () => {
  const marked = fc.oneof(
    word.map((words) => [`**${words}**`, words]),
    fc.constantFrom("never", "не более", "गोली लें").map((words) => [`, *${words}*,`, `, ${words},`]),
    dose.map((parts) => [`\`${parts.join("")}\``, parts.join("")]),
    dose.map((parts) => [parts.join(""), parts.join("")]),
  );
  fc.assert(
    fc.property(fc.array(marked, { maxLength: 12 }), (pairs) => {
      const source = pairs.map(([written]) => written).join(" ");
      expect(show(source)).toBe(pairs.map(([, shown]) => shown).join(" "));
    }),
  );
});

test("nothing in a text loads from elsewhere or leads away", () => {
  const html = renderToStaticMarkup(
    <OutputText>{'![a](http://a/p.png) <img src="http://a/q.png"> [b](http://b) <http://c> http://d'}</OutputText>,
  );
  expect(html).not.toMatch(/<(?!\/?(?:div|p)\b)/);
  expect(html).not.toMatch(/(?:src|href)=(?!&quot;)/);
});

test("each line runs its own way, and a table the way of its words", () => {
  const html = renderToStaticMarkup(<OutputText>{"שלום\n\n| א | ב |\n|---|---|\n| 1 | b |\n\n- ג"}</OutputText>);
  expect(html).toMatch(/<p dir="auto"[^>]*plaintext[^>]*>שלום/);
  expect(html).toContain('dir="rtl"');
  expect(html).toMatch(/<td[^>]* dir="auto"|<td dir="auto"/);
  expect(html.match(/dir="auto"/g)?.length).toBe(6);
});

test("what acts unseen has a label that is no text, and is kept from turning its neighbours round", () => {
  const html = renderToStaticMarkup(<OutputText>{"take \u202E05\u202C mg"}</OutputText>);
  expect(html).toMatch(/data-sign="RLO" title="right-to-left override, U\+202E" class="inline-block/);
  expect(show("take \u202E05\u202C mg")).toBe("take \u202E05\u202C mg");
  expect(textContent(<OutputLine>{"Nur\u200Bse"}</OutputLine>)).toBe("Nur\u200Bse");
});

test("a run without spaces is told where it may break, and stays whole", () => {
  const run = "x".repeat(5000);
  expect(show(`a ${run} b`)).toBe(`a ${run} b`);
  expect(renderToStaticMarkup(<OutputText>{run}</OutputText>).match(/<wbr/g)?.length).toBeGreaterThan(100);
});

test("the turns of a dialogue are shown by the same rule", () => {
  const turns = [{ speaker: "Nurse", text: "2*5 mg, **not** 4*5 mg" }];
  expect(textContent(<TurnList turns={turns} />)).toBe("Nurse2*5 mg, not 4*5 mg");
});

const shared = "../shared/inputs";
const read = (file: string) => {
  try {
    return readFileSync(`${shared}/${file}`, "utf8");
  } catch {
    return null;
  }
};

/** Every text of a file that a rater would read. */
function listTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && /^(?:prompt|text|response)/.test(key) ? [inner] : listTexts(inner),
  );
}

describe.each([
  "md-items",
  "it-items",
  "it-long",
  "lt-transcript",
  "siblings/s02-star-product",
  "siblings/s04-footnote-pair",
])("%s.jsonl of the shared inputs (skipped where they are absent)", (name) => {
  const file = read(`${name}.jsonl`);
  test.skipIf(file === null)("is shown to the letter", () => {
    const texts = (file ?? "")
      .trim()
      .split("\n")
      .flatMap((line) => listTexts(JSON.parse(line)));
    expect(texts.length).toBeGreaterThan(0);
    const missing = texts.flatMap((text) => findMissing(text, show(text)));
    // One text of it-long has code and a table in it.
    const marks = "` ` | | | rule rule rule rule rule rule rule rule rule | | |";
    expect(missing.join(" ")).toBe(name === "it-long" ? marks : "");
  });
});

describe("what marks count in", () => {
  const texts = [
    "## Plan\n\nTake **ten** *small* `pills`.\n\n- one\n  - two\n\n3. three\n",
    "| a | b |\n|---|---|\n| **1** | 2 \\| 3 |\nafter\n",
    "```js\nconst a = 1;\n```\nand\n```\nb\n```",
    "Line\r\nwith **returns**\r\n\r\n- of\r\n- Windows\rand old",
    "🙂 ***both*** 2*3*4 a_b_c",
    "",
  ];

  test.each(texts)("is what is drawn, sign for sign: %j", (text) => {
    expect(shownText(text, "marked-up").text).toBe(show(text));
    expect(shownText(text, "as-written").text).toBe(showAsWritten(text));
  });

  test("is what is drawn, whatever the text", () => {
    const piece = fc.constantFrom("**", "*", "`", "## ", "- ", "| ", "---|", "\n", "\r\n", "word", " ", "🙂", "```\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join("");
        const shown = shownText(text, "marked-up");
        expect(shown.text).toBe(show(text));
        for (let place = 0; place < shown.text.length; place++) {
          const stored = shown.toStored(place, "from");
          const sign = shown.text.charAt(place);
          expect(text.charAt(stored) === sign || (sign === "\n" && text.charAt(stored) === "\r")).toBe(true);
          expect(shown.toDrawn(stored, "from")).toBe(place);
          expect(shown.toDrawn(shown.toStored(place + 1, "to"), "to")).toBe(place + 1);
        }
      }),
    );
  });
});
