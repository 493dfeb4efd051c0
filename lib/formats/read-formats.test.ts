import { expect, test } from "vitest";
import { makeFolderReads, makeReads } from "@/lib/formats/testing/make-reads";

const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

test("PersonaEval: the truth is the exact text of an option, nothing else", async () => {
  const { format, items, problems } = await makeReads(
    "Drama_small.csv",
    "prompt,option1,option2,option2_profile,gt\nWho?,Ann,Ben,A cook,Ben\nWho?,Ann,Ben,,ben\nWho?,Ann,Ann,,Ann\n,Ann,Ben,,Ann\nWho?,Ann,Ben,A cook,Ben\n",
  );
  expect(format).toBe("personaeval");
  expect(items[0]).toMatchObject({
    layout: "CANDIDATES",
    truth: { speaker: "2" },
    task: { prompt: "Who?", track: "Drama" },
    parts: [{ label: "Ann" }, { label: "Ben", profile: "A cook" }],
  });
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [3, "gt"],
    [4, "option1"],
    [5, "prompt"],
  ]);
  expect(items[1]?.externalId).toBe(`${items[0]?.externalId}-2`);
});

const result = (rows: string) =>
  `prompt,option1,option2,option3,gt,res,response,success,cost,tokens,prob1,prob2\n${rows}`;

test("PersonaEval results: an option without a column is read from the response; sums other than 1 are no answer", async () => {
  const { format, labels } = await makeReads(
    "Drama_judge-7b.csv",
    result(
      [
        'Who?,Ann,Ben,Cem,Ben,Ben,"So: {""Ann"": 0.2, ""Ben"": 0.5, ""Cem"": 0.3}",1,,,0.2,0.5',
        'What?,Ann,Ben,Cem,Ben,Ben,"{""Ann"": 0.2, ""Ben"": 0.5, ""Cem"": 0.4}",1,,,0.2,0.5',
        "Where?,Ann,Ben,Cem,Ben,,I am not sure,0,,,,",
        "When?,Ann,Ben,Cem,Ben,,,0,,,,",
        'Why?,Ann,Ben,Cem,Ben,,"{""Cem"": 0.4, ""Ann"": 0.4, ""Ben"": 0.2}",0,,,,',
      ].join("\n"),
    ),
  );
  expect(format).toBe("personaeval-result");
  expect(labels.map(({ state, value }) => [state, value])).toEqual([
    ["GIVEN", "2"],
    ["UNPARSED", null],
    ["UNPARSED", null],
    ["MISSING", null],
    ["GIVEN", "1"],
  ]);
  expect(labels[0]).toMatchObject({
    rater: "judge-7b",
    raterKind: "JUDGE",
    probabilities: { "1": 0.2, "2": 0.5, "3": 0.3 },
  });
  expect(labels[1]?.raw).toContain("0.4");
});

const vote = (judge: string, a: string, b: string, winner: string) => ({
  judge,
  model_a: a,
  model_b: b,
  question_id: 81,
  turn: 2,
  winner,
});

test("MT-bench: pairs in one order, winners flipped with them, a second vote kept as one", async () => {
  const { format, items, labels, problems } = await makeReads(
    "votes.jsonl",
    lines(
      vote("expert_1", "x", "a", "model_a"),
      vote("author_2", "a", "x", "model_a"),
      vote("gpt4_pair", "x", "a", "tie (inconsistent)"),
      vote("expert_1", "a", "x", "model_b"),
      vote("expert_1", "a", "a", "model_b"),
      vote("expert_1", "a", "x", "nobody"),
    ),
  );
  expect(format).toBe("mt-bench");
  expect(items).toMatchObject([
    {
      externalId: "mt-bench/81/2/a/x",
      layout: "PAIR",
      isServable: false,
      parts: [{ output: { text: null, factors: { model: "a", turn: "2" } } }, { output: { factors: { model: "x" } } }],
    },
  ]);
  expect(
    labels.map(({ rater, raterKind, group, value, occurrence }) => [rater, raterKind, group, value, occurrence]),
  ).toEqual([
    ["expert_1", "HUMAN", "expert", "2", 1],
    ["author_2", "HUMAN", "author", "1", 1],
    ["gpt4_pair", "JUDGE", undefined, "tie", 1],
    ["expert_1", "HUMAN", "expert", "2", 2],
  ]);
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [5, "model_b"],
    [6, "winner"],
  ]);
});

test("the gallery: texts follow their models into the one order", async () => {
  const row = {
    question_id: 1,
    model_a: "x",
    model_b: "a",
    turn: 1,
    category: "math",
    human: "model_a",
    gpt4: "tie",
    question: "Q?",
    answer_a: "of x",
    answer_b: "of a",
  };
  const { format, items, labels } = await makeReads("gallery.json", JSON.stringify([row]));
  expect(format).toBe("mt-bench-gallery");
  expect(items[0]).toMatchObject({
    isServable: true,
    fileMajority: { preference: "2" },
    task: { prompt: "Q?", track: "math" },
    parts: [
      { output: { text: "of a", factors: { model: "a" } } },
      { output: { text: "of x", factors: { model: "x" } } },
    ],
  });
  expect(labels.map(({ rater, value }) => [rater, value])).toEqual([
    ["human majority", "2"],
    ["gpt4_pair", "tie"],
  ]);
});

const dices = (instances: object[], more: object = {}) =>
  JSON.stringify({ dataset: "Dices", expert_annotator: "false", ...more, instances });
const instance = (id: number, scores: unknown[], majority = "No") => ({
  id,
  instance: { user_prompt: "USER: hm", response: "Ok." },
  annotations: { safety: { majority_human: majority, individual_human_scores: scores } },
});

test("DICES: places are people in a release with lists of one length, and nobody in 990", async () => {
  const { labels, items } = await makeReads(
    "dices_350.json",
    dices([instance(1, ["No", "Yes"]), instance(2, ["Unsure", null])]),
  );
  expect(items.map(({ externalId, fileMajority }) => [externalId, fileMajority])).toEqual([
    ["dices350-1", { unsafe: "No" }],
    ["dices350-2", { unsafe: "No" }],
  ]);
  expect(labels.map(({ rater, state, value, isAnonymous }) => [rater, state, value, isAnonymous])).toEqual([
    ["crowd 1", "GIVEN", "No", undefined],
    ["crowd 2", "GIVEN", "Yes", undefined],
    ["crowd 1", "GIVEN", "Unsure", undefined],
    ["crowd 2", "MISSING", null, undefined],
  ]);
  const anonymous = await makeReads("dices_990.json", dices([instance(1, ["No", "Yes"]), instance(2, ["No"])]));
  expect(anonymous.problems).toEqual([]);
  expect(anonymous.labels.every(({ isAnonymous }) => isAnonymous)).toBe(true);
});

test("DICES: lists of different lengths under stable raters, and foreign labels, are problems", async () => {
  const { problems } = await makeReads("dices.json", dices([instance(1, ["No", "Maybe"]), instance(2, ["No"])]));
  expect(problems.map(({ field }) => field)).toEqual([
    "instances[0].individual_human_scores[1]",
    "instances[1].individual_human_scores",
  ]);
});

test("DICES: an experts' file gives labels of one expert and no majority", async () => {
  const text = dices([instance(1, ["Yes"], "Yes")], { expert_annotator: "true" });
  const { items, labels } = await makeReads("dices_350_expert.json", text);
  expect(items[0]?.fileMajority).toBeUndefined();
  expect(labels).toMatchObject([{ rater: "expert", group: "expert", value: "Yes" }]);
});

test("HealthBench: physicians beside a judge; what is neither true nor false is not an answer", async () => {
  const gold = await makeReads(
    "gold.jsonl",
    lines({
      item_id: "hb-1",
      binary_labels: [true, false],
      anonymized_physician_ids: ["p", "q"],
      category: "c",
      prompt_id: "t",
    }),
  );
  expect(gold.items).toMatchObject([{ externalId: "hb-1", isServable: false, factors: { category: "c" } }]);
  expect(gold.labels.map(({ rater, group, value }) => [rater, group, value])).toEqual([
    ["p", "physician", "met"],
    ["q", "physician", "not-met"],
  ]);
  const judge = await makeReads(
    "healthbench_meta_big_labels.jsonl",
    lines(
      { item_id: "hb-1", criteria_met: false, rationale: "No." },
      { item_id: "hb-2", criteria_met: null },
      { item_id: "hb-3", criteria_met: "perhaps" },
    ),
  );
  expect(judge.labels.map(({ rater, state, value, raw }) => [rater, state, value, raw])).toEqual([
    ["big", "GIVEN", "not-met", undefined],
    ["big", "MISSING", null, undefined],
    ["big", "UNPARSED", null, "perhaps"],
  ]);
  const uneven = await makeReads(
    "g.jsonl",
    lines({ item_id: "x", binary_labels: [true], anonymized_physician_ids: [] }),
  );
  expect(uneven.problems).toMatchObject([{ line: 1, field: "binary_labels" }]);
});

const person = (Name: string) => ({
  Name,
  Demographics: { Age: "40" },
  Personality: "Calm",
  Preference: { Food: ["soup"] },
  Bias: "",
});
const pair = (user_id: unknown, more: object = {}) => ({
  user_id,
  question: "Q?",
  chosen: "good",
  reject: "bad",
  ...more,
});

test("PersonaFeedback: rows belong to the person of their line, and tier and track to the path", async () => {
  const { personas, items, problems } = await makeFolderReads({
    "top/persona/all_personas.jsonl": lines({ ...person("Ann"), Description: "Tall.", Habits: "Runs." }, person("Ben")),
    "top/data/general/easy.jsonl": lines(pair("2"), pair(1, { reject: undefined, rejected: "worse" })),
    "top/data/spedific/hard.jsonl": lines(pair("1")),
    "top/README.md": "not read",
  });
  expect(problems).toEqual([]);
  expect(personas).toMatchObject([
    { externalId: "user-1", name: "Ann", sections: { Demographics: { Age: "40" }, Preference: { Food: ["soup"] } } },
    { externalId: "user-2", name: "Ben" },
  ]);
  expect(personas[0]).toMatchObject({ text: "Tall.", sections: { Habits: "Runs." } });
  expect(items.map(({ externalId, task }) => [externalId, task.persona, task.track, task.tier])).toEqual([
    ["general/easy/1", "user-2", "general", "easy"],
    ["general/easy/2", "user-1", "general", "easy"],
    ["specific/hard/1", "user-1", "specific", "hard"],
  ]);
  for (const { parts, truth } of items) expect(parts[Number(truth?.preference) - 1]?.output?.text).toBe("good");
});

test("PersonaFeedback: the canonical order of two replies does not tell which was chosen", async () => {
  const rows = Array.from({ length: 200 }, (_, n) =>
    pair("1", { question: `Q${n}?`, chosen: `good ${n}`, reject: `bad ${n}` }),
  );
  const { items } = await makeFolderReads({
    "persona/all_personas.jsonl": lines(person("Ann")),
    "data/general/medium.jsonl": lines(...rows),
  });
  const first = items.filter(({ truth }) => truth?.preference === "1").length;
  expect(first).toBeGreaterThan(70);
  expect(first).toBeLessThan(130);
});

test("PersonaFeedback: a user beyond the last line, missing fields and a folder of something else are problems", async () => {
  const { problems } = await makeFolderReads({
    "persona/all_personas.jsonl": lines(person("Ann"), { Demographics: {} }),
    "data/specific/easy.jsonl": lines(pair("3"), pair("x"), pair("1", { chosen: "" }), pair("1", { reject: "" })),
  });
  expect(problems.map(({ file, line, field }) => [file, line, field])).toEqual([
    ["persona/all_personas.jsonl", 2, "Name"],
    ["data/specific/easy.jsonl", 1, "user_id"],
    ["data/specific/easy.jsonl", 2, "user_id"],
    ["data/specific/easy.jsonl", 3, "chosen"],
    ["data/specific/easy.jsonl", 4, "reject"],
  ]);
  expect((await makeFolderReads({ "a.txt": "x" })).problems).toMatchObject([{ file: "folder", line: 0 }]);
});

test("personas: sections, statements, covariates and kinds, from JSONL or CSV", async () => {
  const { format, personas, problems } = await makeReads(
    "personas.jsonl",
    lines(
      {
        id: "n",
        name: "Nurse",
        text: "On a ward.",
        kind: "demographic",
        statements: ["Is kind.", "Is tired."],
        age: 40,
        tags: ["care"],
        Home: { City: "Ulm" },
      },
      { id: "x", name: "X", text: "", kind: "robot", age: 1 },
      { text: "Nameless." },
    ),
  );
  expect(format).toBe("personas");
  expect(personas).toEqual([
    {
      kind: "persona",
      externalId: "n",
      name: "Nurse",
      personaKind: "DEMOGRAPHIC",
      text: "On a ward.",
      statements: ["Is kind.", "Is tired."],
      tags: ["care"],
      covariates: { age: 40 },
      sections: { Home: { City: "Ulm" } },
    },
  ]);
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [2, "kind"],
    [3, "name"],
  ]);
  const csv = await makeReads(
    "personas.csv",
    "name,description,statements,age\nCook,Cooks.,Likes soup.\nNone,,,\n".replace("soup.\n", "soup.,51\n"),
  );
  expect(csv.personas).toMatchObject([
    { externalId: "Cook", text: "Cooks.", statements: ["Likes soup."], covariates: { age: 51 } },
    { externalId: "None", personaKind: "BASELINE" },
  ]);
});

test.each([
  ["dices_350.json", "USER: Hm?\nLAMDA: Yes.\nUSER: Oh."],
  ["dices_990.json", String.raw`USER: Hm?\nLAMDA: Yes.\nUSER: Oh.\n`],
])("the conversation before a response of %s stands in turns", async (name, prompt) => {
  const safety = { individual_human_scores: ["Yes"] };
  const instance = { id: 1, instance: { user_prompt: prompt, response: "R" }, annotations: { safety } };
  const { items } = await makeReads(name, JSON.stringify({ instances: [instance] }));
  expect(items[0]?.task.promptTurns).toEqual([
    { speaker: "USER", text: "Hm?" },
    { speaker: "LAMDA", text: "Yes." },
    { speaker: "USER", text: "Oh." },
  ]);
});

test("raw labels: an item to be shown has the parts that its layout takes, one that only holds labels any", async () => {
  const output = { output: { text: "Rest.", factors: {} } };
  const item = { kind: "item", layout: "PAIR", task: { externalId: "t", prompt: "Q" }, factors: {}, parts: [output] };
  const { items, problems } = await makeReads(
    "study.jsonl",
    lines(
      { ...item, externalId: "whole", parts: [output, output], isServable: true },
      { ...item, externalId: "half", isServable: true },
      { ...item, externalId: "bare", isServable: false },
      { ...item, externalId: "other", layout: "QUARTET", isServable: true },
    ),
  );
  expect(items.map(({ externalId }) => externalId)).toEqual(["whole", "bare"]);
  expect(problems.map(({ line, field, message }) => [line, field, message])).toEqual([
    [2, "parts", "A pair takes 2 outputs and no candidate, and this has 1 output and 0 candidates"],
    [4, "layout", expect.stringContaining('"SINGLE"')],
  ]);
});
