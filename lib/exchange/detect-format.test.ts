import { expect, test } from "vitest";
import { detectFormat } from "@/lib/exchange/detect-format";
import { headBytes } from "@/lib/exchange/source";

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
