import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MappingStep } from "@/components/import/mapping-step";
import { type FormatKey, listReadable } from "@/lib/formats/formats";
import { noLetters } from "@/lib/imports/import-report";

function show(format: FormatKey) {
  const preview = {
    format,
    because: null,
    notes: [],
    columns: [],
    questions: [],
    protocolQuestions: [],
    sample: [],
    shownItems: [],
    letters: noLetters,
    problems: [],
    encoding: null,
    needs: null,
  };
  const acts = { onLook: () => undefined, onSend: () => undefined, onOther: () => undefined };
  const file = new File([], "a.csv");
  return renderToStaticMarkup(
    <MappingStep formats={listReadable()} file={file} preview={preview} mapping={{}} {...acts} />,
  );
}

test("the list to choose from has every format that can be loaded, and none that only goes out", () => {
  const html = show("outputs");
  for (const { label } of listReadable()) expect(html).toContain(`>${label}</option>`);
  expect(html).not.toContain("People and judges");
});

test.each<[FormatKey, string[]]>([
  ["outputs", ["Dialogue written as"]],
  ["scores", ["Judge</", "Keep a second vote"]],
  ["personaeval-result", ["Judge</", "Dialogue written as", "Keep a second vote"]],
  ["records", []],
])("of %s is asked what only such files leave open", (format, asked) => {
  const html = show(format);
  const all = ["Judge</", "Dialogue written as", "Keep a second vote"];
  expect(all.filter((words) => html.includes(words))).toEqual(asked);
});
