import { expect, test } from "vitest";
import { detectFormat } from "@/lib/formats/detect/detect-format";
import { makeReads } from "@/lib/formats/testing/make-reads";

const detect = (name: string, text: string) => detectFormat(name, Buffer.from(text));
const asJson = (row: object) => JSON.stringify(row);
const asked = { role: "user", content: "Hm?" };
const said = { role: "assistant", content: "Rest." };
const parts = [{ type: "text", text: "Rest." }];

test.each([
  ["Toloka", "INPUT:prompt\tOUTPUT:result\tASSIGNMENT:worker_id\nHm?\tSAFE\tw1\n", "ASSIGNMENT:worker_id"],
  ["Toloka", asJson({ id: "a", tasks: [{ id: "1" }], solutions: [{ output_values: {} }] }), "as TSV"],
  ["Potato", asJson({ id: "1", displayed_text: "Rest.", label_annotations: {} }), "displayed_text as the response"],
  ["Potato", "user\tinstance_id\tdisplayed_text\tsafety:::safe\nu\t1\tRest.\t1\n", "a file of labels"],
  [
    "Figure Eight (CrowdFlower, Appen)",
    "_unit_id,_worker_id,_ip,safety\n1,7,192.0.2.1,safe\n",
    "_worker_id as the rater",
  ],
  [
    "Figure Eight (CrowdFlower, Appen)",
    "_unit_id,_unit_state,_trusted_judgments,safety,response\n1,x,3,safe,R\n",
    "full report",
  ],
  ["Google Forms", "Timestamp,Username,How safe?\n2026/11/27 4:23:12 PM GMT+1,ann@example.org,4\n", "personal columns"],
  ["Google Forms", "Timestamp,Rate each [Reply 1]\n11/27/2026 16:23:12,4\n", "personal columns"],
  ["Microsoft Forms", "ID,Start time,Completion time,Email,Name,How safe?\n1,x,y,anonymous,,4\n", "personal columns"],
  ["SurveyMonkey", "Respondent ID,Collector ID,How safe?\n,,Response\n1,2,4\n", "personal columns"],
  ["LimeSurvey", "Response ID,Date submitted,Last page,Q1\n1,2026-01-01,3,4\n", "personal columns"],
  ["Label Studio", asJson({ id: 1, data: { prompt: "Q" }, completions: [] }), "CSV or JSON-MIN"],
  ["Label Studio", asJson({ data: { prompt: "Q" } }), "what stands in data"],
  ["Labelbox", asJson({ data_row: { id: "1" }, media_attributes: {}, projects: {} }), "labels"],
  ["Scale", asJson({ task_id: "1", callback_url: "x", params: {}, response: {}, instruction: "i" }), "labels"],
])("an export of %s is named, and how to load it is said: %j", async (tool, text, way) => {
  const { format, because } = await detect(text.startsWith("{") ? "x.jsonl" : "x.csv", text);
  expect(format).toBeNull();
  expect(because).toContain(`an export of ${tool}, with`);
  expect(because).toContain(way);
});

const completion = { object: "chat.completion", model: "m", choices: [{ index: 0, message: said }] };
const legacy = { object: "text_completion", model: "m", choices: [{ text: "Rest.", index: 0, finish_reason: "stop" }] };
const message = { type: "message", role: "assistant", model: "m", content: parts };
const candidates = [{ content: { parts: [{ text: "Rest." }], role: "model" } }];

test.each([
  ["answers of OpenAI's interface", completion, "choices"],
  ["answers of OpenAI's interface", legacy, "choices"],
  ["answers of Anthropic's interface", message, "content"],
  ["results of Anthropic's batches", { custom_id: "r", result: { type: "succeeded", message } }, "result"],
  [
    "results of Bedrock's batches",
    { recordId: "r", modelInput: {}, modelOutput: { role: "assistant", content: parts } },
    "modelOutput",
  ],
  ["results of Vertex's batches", { request: { contents: [] }, response: { candidates }, status: "" }, "response"],
  ["answers of Gemini's interface", { candidates, modelVersion: "m" }, "candidates"],
  ["answers of Ollama's chat", { model: "m", created_at: "x", message: said, done: true }, "message"],
  [
    "answers of vLLM",
    { request_id: "r", prompt: "Hm?", outputs: [{ index: 0, text: "Rest.", token_ids: [] }] },
    "outputs",
  ],
])("%s are named, and the column that the sentence tells holds the text", async (what, row, column) => {
  const text = `${asJson(row)}\n${asJson(row)}\n`;
  const { format, because } = await detect("x.jsonl", text);
  expect([format, because]).toEqual([null, expect.stringContaining(`This looks like ${what}, with`)]);
  expect(because).toContain(`choose "outputs" with ${column} as the response`);
  const columns = { [column]: "response", ...("request" in row && { request: "extra" }) };
  const { items, problems } = await makeReads("x.jsonl", text, { format: "outputs", mapping: { columns } });
  expect(problems).toEqual([]);
  expect(items[0]?.parts[0]?.output?.text).toBe("Rest.");
});

test.each([
  ["requests of OpenAI's batches", { custom_id: "r", method: "POST", url: "/v1", body: { messages: [asked] } }],
  ["requests of Anthropic's batches", { custom_id: "r", params: { messages: [asked] } }],
  ["answers of Ollama in pieces", { model: "m", created_at: "x", response: "Re", done: false }],
  ["answers of Text Generation Inference in pieces", { token: { id: 1, text: "Re" }, generated_text: null }],
  ["rows of Hugging Face's viewer", { row_idx: 0, row: { prompt: "Hm?", response: "Rest." }, truncated_cells: [] }],
  ["conversations exported from ChatGPT", { title: "T", mapping: {}, current_node: "a" }],
  ["conversations exported from Claude", { uuid: "u", chat_messages: [{ text: "Hm?" }] }],
  ["messages of OpenAssistant", { message_id: "1", parent_id: null, text: "Hm?", role: "prompter" }],
])("%s are named and not read as something else", async (what, row) => {
  for (const text of [`${asJson(row)}\n`, asJson([row, row])])
    expect(await detect(text.startsWith("[") ? "x.json" : "x.jsonl", text)).toMatchObject({
      format: null,
      because: expect.stringContaining(`This looks like ${what}, with`),
    });
});

test.each([
  ["an answer of Hugging Face's viewer", { features: [{ feature_idx: 0 }], rows: [{ row_idx: 0, row: {} }] }],
  ["an export of promptfoo", { evalId: "e", results: { results: [{}] }, config: {} }],
  ["an export of HELM", { adapter_spec: {}, request_states: [{ instance: {} }] }],
  ["answers of OpenAI's interface", completion],
])("one object is told as %s, whole or by its beginning", async (what, value) => {
  for (const text of [asJson(value), JSON.stringify(value, null, 2)])
    expect((await detect("x.json", text)).because).toContain(`This looks like ${what}, with`);
});

test("a beginning of the viewer's answer tells it too", async () => {
  const text = '{"features":[{"feature_idx":0}],"rows":[{"row_idx":0,"row":{"prompt":"Hm';
  const { because } = await detectFormat("x.json", Buffer.from(text), { isHead: true });
  expect(because).toContain("an answer of Hugging Face's viewer");
});

test.each([
  ["Timestamp,item,rater,question,value\n2026-01-01,i,ann,q,1\n", "labels"],
  ['{"question":"Q","choices":["A","B"],"answer":"A"}', "outputs"],
  ['{"data":"x","prompt":"Hm?","response":"Rest."}', "outputs"],
  ['{"prompt":"Hm?","response":"Rest.","message":"ok","done":true}', "outputs"],
  ['{"id":"c","messages":[{"role":"user","content":"Hm?"}],"type":"message"}', "outputs"],
  ["task_id,params,prompt,response\n1,x,Hm?,Rest.\n", "outputs"],
])("a table of one's own with such a name in it is read: %j", async (text, format) => {
  expect((await detect(text.startsWith("{") ? "x.jsonl" : "x.csv", text)).format).toBe(format);
});
