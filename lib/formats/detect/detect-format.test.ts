import fc from "fast-check";
import { expect, test } from "vitest";
import { detectFormat } from "@/lib/formats/detect/detect-format";
import { headBytes } from "@/lib/text/bytes/source";

const detect = (name: string, text: string) => detectFormat(name, Buffer.from(text));

test.each([
  ["a.csv", "prompt,option1,option2,gt\nQ,A,B,A\n", "personaeval"],
  ["a.csv", "res,response,success,cost,tokens,prob1,prob2\nA,x,1,,,0.5,0.5\n", "personaeval-result"],
  ["a.csv", "item;judge;question;value\n1;j;q;1\n", "scores"],
  ["a.tsv", "item\trater\tquestion\tvalue\n1\tr\tq\t1\n", "labels"],
  ["a.csv", "name,description\nAnn,Cooks\n", "personas"],
  ["a.csv", "prompt,response,model\nQ,R,m\n", "outputs"],
  ["easy.jsonl", '{"user_id":"1","question":"Q","chosen":"a","reject":"b"}\n', "personafeedback"],
  ["all_personas.jsonl", '{"Name":"A","Demographics":{},"Personality":{},"Preference":{},"Bias":{}}\n', "personas"],
  ["x.jsonl", '\uFEFF{"kind":"label","item":"a"}\n', "records"],
  ["x.json", '[{"prompt":"Q","response":"R"}]', "outputs"],
  ["x.json", '{"prompt":"Q","response":"R"}\n{"prompt":"Q","response":"R"}\n', "outputs"],
  ["x.json", '{"dataset":"Dices","instances":[{"id":1}]}', "dices"],
  [
    "x.jsonl",
    '{"model_a":"m","model_b":"n","winner":"tie","judge":"u","turn":1,"question_id":"q","conversation_a":[],"conversation_b":[]}',
    "arena",
  ],
  ["x.jsonl", '{"chosen":"a","rejected":"b"}', "outputs"],
  ["x.zip", "PK\u0003\u0004...", "personafeedback"],
  ["x.csv", "colour,size\nred,1\n", null],
  ["x.txt", "", null],
])("%s beginning %j is %s", async (name, text, format) => {
  expect((await detect(name, text)).format).toBe(format);
});

test("a table without a line end is read to its end", async () => {
  const { columns, rows } = await detect("a.csv", "prompt,response\nQ,R");
  expect({ columns, rows: rows.length }).toEqual({ columns: ["prompt", "response"], rows: 1 });
});

test("a head that stops in mid-record does not hide what it is", async () => {
  const row = `Q,"${"x".repeat(1000)}"\n`;
  const head = `prompt,response\n${row.repeat(400)}`.slice(0, headBytes);
  expect((await detect("a.csv", head)).format).toBe("outputs");
});

test("says by which columns a format was recognised", async () => {
  expect((await detect("a.csv", "Prompt,response,model\nQ,R,m\n")).because).toBe("It has the columns Prompt");
});

test("a title above the header is taken for what it may be", async () => {
  const hint = "If a title stands above the header, delete that line";
  expect((await detect("a.csv", "Ratings round 1;;;\nitem;rater;question;value\ni1;ann;safety;4\n")).because).toContain(
    hint,
  );
  expect((await detect("a.csv", "colour,size\nred,1\n")).because).not.toContain(hint);
});

const asJson = (row: object) => JSON.stringify(row);

test.each([
  ["Prodigy", asJson({ text: "T", options: [], accept: ["A"], answer: "accept", _annotator_id: "ann" })],
  ["Argilla", asJson({ fields: { prompt: "Q" }, responses: { safety: [] }, metadata: {} })],
  ["Argilla", asJson({ prompt: "Q", response: "R", "safety.responses": [4], "safety.responses.users": ["u"] })],
  ["Label Studio", asJson({ id: 1, data: { prompt: "Q" }, annotations: [], predictions: [] })],
  ["Label Studio", "annotation_id,annotator,id,lead_time,prompt,reply,safety\n1,2,1,3,Q,R,Safe\n"],
  ["doccano", asJson({ id: 1, text: "T", label: ["safe"] })],
  ["Langfuse", "id,name,dataType,value,traceId,userId,item,rater\n1,s,NUMERIC,4,t,u,i,r\n"],
  ["LangSmith", asJson({ id: "e", inputs: { question: "Q" }, outputs: { answer: "R" } })],
  ["the LM Evaluation Harness", asJson({ doc_id: 0, doc: {}, resps: [["R"]], prompt: "Q" })],
  ["AlpacaEval", asJson({ instruction: "Q", output_1: "a", output_2: "b", generator_1: "m", output: "x" })],
  ["FastChat's pairwise judge", asJson({ model_1: "m", model_2: "n", g1_winner: "tie", judge: ["g", "p"] })],
  ["Qualtrics", "StartDate,IPAddress,ResponseId,RecipientEmail,Q1\nx,192.0.2.1,R_1,a@example.org,4\n"],
  ["REDCap", "record_id,redcap_event_name,rater,item,safety\n1,b,ann,i1,4\n"],
  ["Mechanical Turk", "HITId,WorkerId,Input.text,Answer.safety\n1,2,T,4\n"],
])("an export of %s is named and not read as something else", async (tool, text) => {
  expect(await detect(text.startsWith("{") ? "x.jsonl" : "x.csv", text)).toMatchObject({
    format: null,
    because: expect.stringContaining(`an export of ${tool}, with`),
  });
});

const beginnings = [
  "",
  "{",
  "[",
  "[[",
  '{"a":',
  "PAR1",
  "\u001f\u008b",
  "PK",
  "\uFEFF",
  "sep=;\n",
  '"',
  "\0",
  "\r\r\r",
  ",,,,\n",
];
const names = fc.constantFrom(
  "a.csv",
  "a.tsv",
  "a.json",
  "a.jsonl",
  "a.parquet",
  "a.xlsx",
  "a",
  "",
  ".csv",
  "a.csv.gz",
);
const anyBytes = fc
  .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 100 }))
  .map(([beginning, bytes, text]) => Buffer.concat([Buffer.from(beginning, "latin1"), bytes, Buffer.from(text)]));

test("whatever a file begins with, it has a format or a sentence why it has none", async () => {
  await fc.assert(
    fc.asyncProperty(names, anyBytes, fc.boolean(), async (name, head, isHead) => {
      const detected = await detectFormat(name, head, { isHead });
      expect(detected.format === null ? detected.because : detected.format).not.toBe("");
    }),
    { numRuns: 300 },
  );
});

test("a Parquet file that is torn, empty or cannot be read has no format and says so", async () => {
  const head = Buffer.from("PAR1 and no end");
  const unreadable = { size: 1000, read: () => Promise.reject(new Error("the disk is gone")) };
  const torn = { size: head.length, read: async (from: number, to: number) => head.subarray(from, to) };
  const empty = { size: 0, read: async () => new Uint8Array() };
  for (const access of [unreadable, torn, empty]) {
    const detected = await detectFormat("a.parquet", head, { access });
    expect([detected.format, detected.problem?.message]).toEqual([null, expect.stringMatching(/\w/)]);
  }
});

test.each([
  ["", "The file is empty"],
  ["\uFEFF \n", "The file is empty"],
  ["id,prompt,response\n", "Nothing stands below the header"],
  ["Internal Server Error\nagain\n", "it has one column only"],
  ["- prompt: Hm?\n  response: No.\n", "It looks like YAML"],
])("a file without a table says so: %j", async (text, because) => {
  expect((await detect("a.csv", text)).because).toContain(because);
});

test.each([
  [{ columns: ["prompt"], index: [0], data: [["Hm?"]] }, 'orient="split"'],
  [{ schema: { fields: [] }, data: [{ index: 0, prompt: "Hm?" }] }, 'orient="table"'],
  [{ "0": { prompt: "Hm?" }, "1": { prompt: "Eh?" } }, "by index or by column"],
  [{ anna: { prompt: "Hm?" }, ben: { prompt: "Eh?" } }, "by index or by column"],
  [{ colour: ["red", "blue"], size: [1, 2] }, 'to_dict("list")'],
  [{ error: { message: "Not found" } }, "message of a server"],
  [{ cells: [{ source: [] }], metadata: {}, nbformat: 4 }, "a notebook"],
  [{ version: "1", data: [{ prompt: "Hm?" }, { prompt: "Eh?" }] }, 'in the list "data"'],
  [{ colour: "red" }, "one object and no list"],
  [{}, "an empty object"],
])("an object in place of rows says where they are: %j", async (value, because) => {
  for (const text of [JSON.stringify(value, null, 2), JSON.stringify(value)].slice(0, "colour" in value ? 1 : 2))
    expect(await detect("a.json", text)).toMatchObject({ format: null, because: expect.stringContaining(because) });
});

test.each([
  ["a.md", "| prompt | response |\n|---|:---:|\n| Hm? | Rest. |\n", "a table of Markdown"],
  ["a.txt", '"prompt" "response"\n"1" "Hm?" "Rest."\n', "R's write.table"],
  ["a.sql", "INSERT INTO t (prompt, response) VALUES ('Hm?', 'Rest.');\n", "It is SQL"],
  ["a.js", 'export default [{"prompt":"Hm?","response":"Rest."}]', "It is JavaScript"],
  ["a.js", 'callback([{"prompt":"Hm?"}]);', "It is JavaScript"],
  ["a.arff", "@relation r\n@attribute a string\n@data\nx\n", "It is ARFF"],
  ["a.ini", "[rows]\nprompt = Hm?\n", "TOML or INI"],
  ["a.toml", '[[rows]]\nprompt = "Hm?"\n', "TOML or INI"],
])("%s, which only looks like a table, is told for what it is: %j", async (name, text, because) => {
  expect(await detect(name, text)).toMatchObject({ format: null, because: expect.stringContaining(because) });
});

test.each([
  [{ took: 1, hits: { hits: [{ _id: "1", prompt: "Hm?" }] } }, '"hits.hits"'],
  [{ data: { rows: [{ prompt: "Hm?" }] }, errors: null }, '"data.rows"'],
  [{ data: { items: [{ prompt: "Hm?" }] } }, '"data.items"'],
  [{ $schema: "x", data: { values: [{ prompt: "Hm?" }] } }, '"data.values"'],
])("rows that lie deeper are found: %j", async (value, place) => {
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
    expect((await detect("a.json", text)).because).toContain(`Its rows stand in the list ${place}`);
});

test.each([
  [{ prompt: "Hm?", responses: ["Rest.", "Go."] }],
  [{ prompt: "Hm?", outputs: ["Rest.", "Go."], scores: [1, 0] }],
  [{ instruction: "Hm?", completions: [{ response: "Rest." }, { response: "Go." }] }],
])("rows with several answers in a cell are not loaded without them: %j", async (row) => {
  const found = await detect("a.jsonl", `${JSON.stringify(row)}\n${JSON.stringify(row)}\n`);
  expect(found).toMatchObject({ format: null, because: expect.stringContaining("write one answer a row") });
});

test("an own table with a list beside its answer, or the options of a question, is read", async () => {
  for (const row of [
    { prompt: "Hm?", response: "Rest.", candidates: ["Rest.", "Go."] },
    { question: "Hm?", choices: ["A", "B"], answer: "A" },
  ])
    expect((await detect("a.jsonl", `${JSON.stringify(row)}\n`)).format).toBe("outputs");
});
