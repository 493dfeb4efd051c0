import { expect, test } from "vitest";
import { fullText, plainText, takeText } from "@/lib/formats/cells/take-text";

const message = { role: "assistant", content: "Rest." };
const completion = { model: "secret", choices: [{ index: 0, message }], usage: { total_tokens: 9 } };

test.each<[string, unknown, string]>([
  ["a text", " Rest. ", " Rest. "],
  ["nothing", null, ""],
  ["a number", 4.5, "4.5"],
  ["a truth value", false, "false"],
  ["a list of one text", ["Rest."], "Rest."],
  ["a message", message, "Rest."],
  ["a list of one message", [message], "Rest."],
  [
    "a message in parts",
    {
      role: "user",
      content: [
        { type: "text", text: "Rest" },
        { type: "text", text: ". Now." },
      ],
    },
    "Rest. Now.",
  ],
  [
    "an answer as Python writes it into a cell",
    `{'model': 'secret', 'choices': [{'message': {'role': 'assistant', 'content': "It's here."}}]}`,
    "It's here.",
  ],
  [
    "an answer after thoughts",
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Hm." },
        { type: "text", text: "Rest." },
      ],
    },
    "Rest.",
  ],
  ["what a pipeline generated", [{ generated_text: "Rest." }], "Rest."],
  ["an answer of a server", { request_id: "1", outputs: [{ index: 0, text: "Rest.", token_ids: [3] }] }, "Rest."],
  ["an answer among generations", { generations: [{ id: "1", text: "Rest." }], meta: {} }, "Rest."],
  ["an object that was the answer", '{"dose": "2*5 mg", "unit": "mg"}', '{"dose": "2*5 mg", "unit": "mg"}'],
  ["a refusal", { role: "assistant", content: null, refusal: "No." }, "No."],
  ["a chat completion", completion, "Rest."],
  ["a row of a batch", { status_code: 200, body: completion }, "Rest."],
  ["a plain completion", { choices: [{ text: "Rest.", finish_reason: "stop" }] }, "Rest."],
  [
    "an answer by message and parts",
    { id: "m", type: "message", role: "assistant", model: "secret", content: [{ type: "text", text: "Rest." }] },
    "Rest.",
  ],
  [
    "an answer by candidates",
    { candidates: [{ content: { role: "model", parts: [{ text: "Rest." }] }, finishReason: "STOP" }] },
    "Rest.",
  ],
  [
    "an answer by outputs",
    {
      object: "response",
      model: "secret",
      output: [
        { type: "reasoning", summary: [] },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Rest." }] },
      ],
    },
    "Rest.",
  ],
  ["a completion written as JSON into a cell", JSON.stringify(completion), "Rest."],
  ["a text that is JSON of its own", '{"advice":"rest"}', '{"advice":"rest"}'],
  ["a text that begins like JSON", '{"advice": rest', '{"advice": rest'],
])("the text is taken out of %s", (_, value, text) => {
  expect(takeText(value)).toEqual({ ok: true, value: text });
});

test.each<[string, unknown, RegExp]>([
  ["an object", { model: "secret", text: "Rest." }, /object \(model, text\)/],
  ["a list of texts", ["Rest.", "Go."], /list of 2 entries/],
  ["a dialogue", [{ role: "user", content: "Hm?" }, message], /list of 2 messages/],
  ["several answers", { choices: [{ message }, { message }] }, /list of 2 choices/],
  ["a picture", { role: "user", content: [{ type: "image_url", image_url: {} }] }, /part 1 is "image_url"/],
  ["a message without content", { role: "assistant", content: null }, /null/],
  ["a failed request", { status_code: 429, body: { error: {} } }, /status 429/],
  ["a column", { "0": "Hm?", "1": "Eh?" }, /orient="records"/],
  ["a column by any index", { "5": "Hm?", "9": "Eh?" }, /orient="records"/],
  ["an object of a library", "ChatCompletion(id='c1', choices=[Choice(index=0)], model='secret')", /how Python prints/],
  ["a message of a library", "content='Rest.' response_metadata={'model_name': 'secret'} id='r1'", /how Python prints/],
  ["an object that JavaScript wrote", "[object Object]", /without what is in it/],
  [
    "an object with its model, as JSON writes it into a cell",
    '{"text": "Rest.", "model": "secret"}',
    /object \(text, model\)/,
  ],
  [
    "an object with its model, as Python writes it into a cell",
    "{'text': 'Rest.', 'model': 'secret'}",
    /object \(text, model\)/,
  ],
  ["a list in lists", Array.from({ length: 20 }).reduce<unknown>((inner) => [inner], "x"), /nested too deeply/],
])("%s is no text", (_, value, reason) => {
  expect(takeText(value)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
});

test.each(["#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!"])(
  "%s of a spreadsheet is no text that people read",
  (cell) => {
    expect(() => fullText(cell)).toThrow("a spreadsheet writes where a formula failed");
    expect([fullText(`It says ${cell}`), plainText(cell)]).toEqual([`It says ${cell}`, cell]);
  },
);
