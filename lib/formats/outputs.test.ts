import { expect, test } from "vitest";
import { makeReads } from "@/lib/formats/testing/make-reads";

const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

test("a single response stands under its factors, the persona among them", async () => {
  const { format, items, personas, problems } = await makeReads(
    "outputs.jsonl",
    lines({
      id: "a",
      persona: "nurse",
      model: "m1",
      temperature: 0.5,
      prompt: "Hm?",
      response: "Yes.",
      tier: "easy",
      track: "ward",
      gold_answer: "Yes",
      reference: "See a doctor",
      policy: "Do no harm",
    }),
  );
  expect({ format, problems }).toEqual({ format: "outputs", problems: [] });
  const factors = { persona: "nurse", model: "m1", temperature: "0.5" };
  expect(items).toEqual([
    {
      kind: "item",
      externalId: "a",
      layout: "SINGLE",
      factors,
      isServable: true,
      parts: [{ output: { text: "Yes.", factors, persona: "nurse" } }],
      task: {
        externalId: expect.stringMatching(/^task-/),
        prompt: "Hm?",
        tier: "easy",
        track: "ward",
        goldAnswer: "Yes",
        referenceAnswer: "See a doctor",
        policyText: "Do no harm",
      },
    },
  ]);
  expect(personas).toMatchObject([{ externalId: "nurse", name: "nurse", text: "", isImplied: true }]);
});

test("rows of one prompt share a task, and a persona is told once", async () => {
  const row = { persona: "nurse", prompt: "Hm?", response: "Yes." };
  const { items, personas } = await makeReads(
    "o.jsonl",
    lines(row, { ...row, response: "No." }, { ...row, prompt: "Eh?" }),
  );
  const [first, second, third] = items.map(({ task }) => task.externalId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(personas).toHaveLength(1);
});

test("a task is its prompt, whatever gold, tier, track and references the rows give", async () => {
  const rows = Array.from({ length: 13 }, (_, place) => ({
    prompt: `Question ${place % 5}?`,
    response: `Reply ${place}`,
    gold: place % 2 ? "safe" : "unsafe",
    tier: place % 3 ? "easy" : "hard",
    track: `ward ${place % 2}`,
    reference: `r${place}`,
    policy: `p${place % 4}`,
  }));
  const { items, problems } = await makeReads("o.jsonl", lines(...rows));
  expect(problems).toEqual([]);
  expect(new Set(items.map(({ task }) => task.externalId)).size).toBe(5);
  expect(items.map(({ task }) => task.tier)).toEqual(rows.map(({ tier }) => tier));
});

test("rows without a prompt hang together with no other", async () => {
  const { items } = await makeReads("o.jsonl", lines({ id: "a", response: "Yes." }, { id: "b", response: "No." }));
  expect(items[0]?.task.externalId).not.toBe(items[1]?.task.externalId);
});

test("no persona is the baseline level none, and names no persona", async () => {
  const { items, personas } = await makeReads("o.csv", "persona,prompt,response\n,Hm?,Yes.\n");
  expect(items[0]?.factors).toEqual({ persona: "none" });
  expect(personas).toEqual([]);
});

test("a persona may be described: in a column of its own, as an object, or in place of its name", async () => {
  const long = `A nurse who ${"works at night and ".repeat(10)}rests by day.`;
  const { personas } = await makeReads(
    "o.jsonl",
    lines(
      { persona: "nurse", persona_text: "Thirty years on a ward.", prompt: "a", response: "b" },
      { persona: { name: "cook", text: "Cooks." }, prompt: "a", response: "b" },
      { persona: long, prompt: "a", response: "b" },
    ),
  );
  expect(personas.map(({ name, text, isImplied }) => [name.slice(0, 12), text, isImplied])).toEqual([
    ["nurse", "Thirty years on a ward.", undefined],
    ["cook", "Cooks.", undefined],
    ["A nurse who ", long, undefined],
  ]);
});

test("one persona with two texts is a problem", async () => {
  const { problems } = await makeReads(
    "o.csv",
    "persona,persona_text,prompt,response\nnurse,Old.,a,b\nnurse,Young.,a,c\n",
  );
  expect(problems).toMatchObject([
    { line: 3, field: "persona_text", message: expect.stringContaining("another text") },
  ]);
});

test("two responses are a pair, each side under its own factors, with the better side as hidden truth", async () => {
  const { items, problems } = await makeReads(
    "pairs.csv",
    "id,prompt,response_a,response_b,model_a,model_b,style,gold\n1,Q,Left,Right,m1,m2,bold,m2\n2,Q,Left,Right,m1,m2,bold,Left\n3,Q,Left,Right,m1,m2,bold,tie\n4,Q,Left,,m1,m2,bold,\n5,Q,Left,Right,m1,m2,bold,nobody\n",
  );
  expect(items[0]).toMatchObject({
    layout: "PAIR",
    factors: { style: "bold" },
    truth: { preference: "2" },
    isServable: true,
    parts: [
      { output: { text: "Left", factors: { style: "bold", model: "m1" } } },
      { output: { text: "Right", factors: { style: "bold", model: "m2" } } },
    ],
  });
  expect(items.map(({ truth, isServable }) => [truth?.preference, isServable])).toEqual([
    ["2", true],
    ["1", true],
    ["tie", true],
    [undefined, false],
  ]);
  expect(problems).toMatchObject([
    { line: 6, field: "gold", message: expect.stringContaining('"nobody" names neither side') },
  ]);
});

test("options are candidates with profiles; gold is the text of one, its number or its letter", async () => {
  const { format, items, problems } = await makeReads(
    "who.csv",
    'prompt,option1,option1_profile,option2,option3,gold\n"Who says: hm?",Ann,"A nurse, 40",Ben,Cem,Ben\nQ,Ann,,Ben,,1\nQ,Ann,,Ben,Cem,c\nQ,Ann,,Ben,,Zoe\nQ,Ann,,,,Ann\n',
  );
  expect(format).toBe("outputs");
  expect(items.map(({ layout, parts, truth }) => [layout, parts, truth?.speaker])).toEqual([
    ["CANDIDATES", [{ label: "Ann", profile: "A nurse, 40" }, { label: "Ben" }, { label: "Cem" }], "2"],
    ["CANDIDATES", [{ label: "Ann" }, { label: "Ben" }], "1"],
    ["CANDIDATES", [{ label: "Ann" }, { label: "Ben" }, { label: "Cem" }], "3"],
  ]);
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [5, "gold"],
    [6, "option1"],
  ]);
});

test("turns are a transcript, under either pair of names", async () => {
  const { items, problems } = await makeReads(
    "t.jsonl",
    lines(
      {
        id: "a",
        turns: [
          { speaker: "A", text: "Hi" },
          { speaker: "B", text: "Ho" },
        ],
      },
      { id: "b", turns: [{ role: "user", content: "Hi" }] },
      { id: "c", turns: "nothing" },
    ),
  );
  expect(items.map(({ layout, parts }) => [layout, parts[0]?.output?.turns])).toEqual([
    [
      "TRANSCRIPT",
      [
        { speaker: "A", text: "Hi" },
        { speaker: "B", text: "Ho" },
      ],
    ],
    ["TRANSCRIPT", [{ speaker: "user", text: "Hi" }]],
  ]);
  expect(problems).toMatchObject([{ line: 3, field: "turns" }]);
});

test("an item without text is allowed and never served", async () => {
  const { items } = await makeReads("o.csv", "id,model,response\na,m1,\nb,m1,Yes\n");
  expect(items.map(({ externalId, isServable }) => [externalId, isServable])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

test("a column that every row fills differently is kept as an extra, not made a factor", async () => {
  const csv = `id,prompt,response,model,score\n${[1, 2, 3, 4, 5, 6].map((n) => `${n},Q,R,m${n % 2},0.${n}`).join("\n")}\n`;
  const { items } = await makeReads("o.csv", csv);
  expect(items[0]).toMatchObject({ factors: { model: "m1" }, parts: [{ output: { extra: { score: "0.1" } } }] });
});

test("factors may stand in an object of their own", async () => {
  const { items } = await makeReads(
    "o.jsonl",
    lines({ id: 1, prompt: "Q", response: "R", factors: { model: "m1", style: "bold" } }),
  );
  expect(items[0]?.factors).toEqual({ model: "m1", style: "bold" });
});

test("names that mean something to JavaScript are names like any other", async () => {
  const text =
    '{"id":"a","prompt":"Q","response":"R","__proto__":{"polluted":1},"constructor":"x","factors":{"__proto__":"y","toString":"z"}}\n';
  const { items, problems } = await makeReads("o.jsonl", text);
  expect(problems).toEqual([]);
  expect(items[0]?.factors).toEqual({ constructor: "x", toString: "z" });
  const csv = await makeReads("o.csv", "id,prompt,response,__proto__,constructor\na,Q,R,p,c\n");
  expect(Object.entries(csv.items[0]?.factors ?? {})).toEqual([["constructor", "c"]]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("every bad line is named", async () => {
  const text =
    '{"prompt":"Q","response":"R"}\nnot json\n[1]\n{"prompt":"","model":"m"}\n\n{"prompt":"Q2","response":"R"}\n';
  const { items, problems } = await makeReads("o.jsonl", text);
  expect(items).toHaveLength(2);
  expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
});

test("rows of another length, two columns of one name and too many columns are problems", async () => {
  const ragged = await makeReads("o.csv", "id,prompt,response\na,Q\nb,Q,R\n");
  expect(ragged.problems).toMatchObject([
    { line: 2, message: "This row has 2 cells, the header has 3: is a quote or a delimiter missing?" },
  ]);
  expect(ragged.items).toHaveLength(1);
  const table = { format: "outputs" } as const;
  const twice = await makeReads("o.csv", "id,prompt,prompt\na,Q,R\n", table);
  expect(twice.problems).toMatchObject([{ line: 1, field: "prompt" }]);
  const wide = await makeReads("o.csv", `${Array.from({ length: 301 }, (_, n) => `c${n}`).join(",")}\n`, table);
  expect(wide.problems).toMatchObject([{ line: 1, message: expect.stringContaining("301 columns") }]);
});

test("a field over the limit is refused by name", async () => {
  const { problems } = await makeReads("o.jsonl", lines({ id: "a", prompt: "Q", response: "x".repeat(1_000_001) }), {
    format: "outputs",
  });
  expect(problems).toMatchObject([{ line: 1, field: "response", message: expect.stringContaining("1,000,001") }]);
});

test("a list or object in place of a text or a level is named by line and field", async () => {
  const { items, problems } = await makeReads(
    "o.jsonl",
    lines(
      { id: "a", prompt: "Hm?", response: { model: "secret-x", text: "Yes." }, style: "bold" },
      { id: "b", prompt: "Hm?", response: ["Yes.", "No."], style: "bold" },
      { id: "c", prompt: "Hm?", response: "Yes.", style: { name: "bold" } },
      { id: { of: "d" }, prompt: "Hm?", response: "Yes.", style: "bold" },
    ),
    { mapping: { columns: { style: "factor:style" } } },
  );
  expect(items).toEqual([]);
  expect(problems.map(({ line, field, message }) => [line, field, message])).toEqual([
    [1, "response", expect.stringContaining("this is an object (model, text)")],
    [2, "response", expect.stringContaining("a list of 2 entries")],
    [3, "style", expect.stringContaining("this is an object (name)")],
    [4, "id", expect.stringContaining("this is an object (of)")],
  ]);
});

test("a text is taken out of a model's answer, which stays beside it", async () => {
  const answer = { model: "secret-x", choices: [{ message: { role: "assistant", content: "Yes." } }] };
  const { items, problems } = await makeReads("o.jsonl", lines({ id: "a", prompt: "Hm?", response: answer }));
  expect(problems).toEqual([]);
  expect(items[0]?.parts[0]?.output).toEqual({ text: "Yes.", factors: {}, extra: { response: answer } });
});

test("columns of lists and objects are suggested as no factor", async () => {
  const { items } = await makeReads("o.jsonl", lines({ prompt: "Hm?", response: "Yes.", scores: [4, 2] }));
  expect(items[0]).toMatchObject({ factors: {}, parts: [{ output: { extra: { scores: [4, 2] } } }] });
});

const asked = { role: "user", content: "Hm?" };
const said = (content: string) => ({ role: "assistant", content });

test.each([
  ["texts", { prompt: "Hm?", chosen: "Yes.", rejected: "No." }],
  ["lists of messages", { prompt: "Hm?", chosen: [asked, said("Yes.")], rejected: [asked, said("No.")] }],
  [
    "conversations in one text",
    { chosen: "\n\nHuman: Hm?\n\nAssistant: Yes.", rejected: "\n\nHuman: Hm?\n\nAssistant: No." },
  ],
])("a preferred and a rejected answer are a pair: %s", async (_, row) => {
  const { items, problems } = await makeReads("dpo.jsonl", lines(row));
  expect(problems).toEqual([]);
  expect(items[0]).toMatchObject({ layout: "PAIR", task: { prompt: "Hm?" } });
  const texts = items[0]?.parts.map(({ output }) => output?.text) ?? [];
  expect(texts.toSorted()).toEqual(["No.", "Yes."]);
  expect(items[0]?.truth).toEqual({ preference: String(texts.indexOf("Yes.") + 1) });
});

test("conversations that part before their last message are no pair", async () => {
  const { problems } = await makeReads(
    "dpo.jsonl",
    lines({ chosen: [asked, said("Yes.")], rejected: [{ role: "user", content: "Eh?" }, said("No.")] }),
  );
  expect(problems).toMatchObject([{ line: 1, field: "chosen", message: expect.stringContaining("differ before") }]);
});

test("turns may have text in parts, call tools, and stand in a cell as Python writes them", async () => {
  const parts = {
    role: "user",
    content: [
      { type: "text", text: "Hm" },
      { type: "text", text: "?" },
    ],
  };
  const call = { role: "assistant", content: null, tool_calls: [{ function: { name: "search", arguments: "{}" } }] };
  const { items, problems } = await makeReads(
    "o.jsonl",
    lines({ messages: [parts, call] }, { messages: "[{'role': 'user', 'content': 'Hm?'}]" }),
  );
  expect(problems).toEqual([]);
  expect(items.map(({ parts: [part] }) => part?.output?.turns)).toEqual([
    [
      { speaker: "user", text: "Hm?" },
      { speaker: "assistant", text: "search({})" },
    ],
    [{ speaker: "user", text: "Hm?" }],
  ]);
});

test("a turn without a text is named", async () => {
  const { problems } = await makeReads("o.jsonl", lines({ messages: [asked, { role: "assistant", content: null }] }));
  expect(problems).toMatchObject([
    { line: 1, field: "messages", message: 'Turn 2 has no text: its "content" is null' },
  ]);
});

const ward = "Ann: When may she go?\nBen: Not yet.\nAnn: Why?";

test("a dialogue in a prompt becomes turns, in responses only where asked for, and nowhere where switched off", async () => {
  const row = lines({ id: "a", prompt: ward, response: ward });
  const read = async (dialogues: "prompts" | "everywhere" | "off") => {
    const { items } = await makeReads("o.jsonl", row, { mapping: { dialogues } });
    return [items[0]?.task.promptTurns?.length, items[0]?.layout, items[0]?.parts[0]?.output?.turns?.length];
  };
  expect(await read("prompts")).toEqual([3, "SINGLE", undefined]);
  expect(await read("everywhere")).toEqual([3, "TRANSCRIPT", 3]);
  expect(await read("off")).toEqual([undefined, "SINGLE", undefined]);
});

test("in a who-said-it row two lines are a dialogue", async () => {
  const prompt = "A ward.\n\nNurse Oyle: When may she go?\n\nHidden speaker: Not yet.";
  const { items } = await makeReads("o.jsonl", lines({ prompt, option1: "Ann", option2: "Ben" }));
  expect(items[0]?.task).toMatchObject({
    prompt,
    promptTurns: [
      { speaker: "", text: "A ward." },
      { speaker: "Nurse Oyle", text: "When may she go?" },
      { speaker: "Hidden speaker", text: "Not yet." },
    ],
  });
});

test("a column that begins far behind the first rows is a problem once, and not left out unseen", async () => {
  const early = Array.from({ length: 6000 }, (_, place) => ({
    id: `i${place}`,
    prompt: `Question ${place}`,
    response: "No.",
  }));
  const late = { prompt: "Hm?", response: "No.", gold: "Yes." };
  const text = [...early, { ...late, id: "late" }, { ...late, id: "later" }]
    .map((row) => JSON.stringify(row))
    .join("\n");
  const { problems } = await makeReads("x.jsonl", text);
  expect(problems).toMatchObject([{ line: 6001, field: "gold", message: expect.stringContaining("begins here") }]);
});

test("a column that only a later one of the first rows has gets its role", async () => {
  const early = Array.from({ length: 60 }, (_, place) => ({
    id: `i${place}`,
    prompt: `Question ${place}`,
    response: "No.",
  }));
  const text = [...early, { id: "late", prompt: "Hm?", response: "No.", tier: "hard" }]
    .map((row) => JSON.stringify(row))
    .join("\n");
  const { items } = await makeReads("x.jsonl", text);
  expect(items.at(-1)?.task.tier).toBe("hard");
});

test("raters read what an instruction is about below it", async () => {
  const { items } = await makeReads(
    "x.jsonl",
    JSON.stringify({ instruction: "Translate", input: "Hund", output: "dog" }),
  );
  expect(items[0]?.task.prompt).toBe("Translate\n\nHund");
});

test("a conversation beside a response is kept in its order, the response as what was said last", async () => {
  const messages = ["user", "assistant", "user"].map((role, place) => ({ role, content: `m${place}` }));
  for (const row of [
    { messages, response: "Lie down." },
    { response: "Lie down.", messages },
  ]) {
    const { items, problems } = await makeReads("o.jsonl", lines(row));
    expect(problems).toEqual([]);
    const output = items[0]?.parts[0]?.output;
    expect([items[0]?.layout, output?.text, output?.turns?.map(({ text }) => text)]).toEqual([
      "TRANSCRIPT",
      "Lie down.",
      ["m0", "m1", "m2"],
    ]);
  }
});

test("a column says on which items a judge's prompt was tuned", async () => {
  const row = (id: string, split: string) => ({ id, prompt: `Hm ${id}?`, response: "Yes.", split });
  const { items, problems } = await makeReads(
    "outputs.jsonl",
    lines(row("a", "dev"), row("b", "test"), row("c", "Validation"), row("d", "")),
  );
  expect(problems).toEqual([]);
  expect(items.map((item) => [item.externalId, item.isForTuning ?? false, item.factors])).toEqual([
    ["a", true, {}],
    ["b", false, {}],
    ["c", true, {}],
    ["d", false, {}],
  ]);
});

test("a split of something else stays a factor, and so does one that is all training", async () => {
  const row = (id: string, split: string) => ({ id, prompt: `Hm ${id}?`, response: "Yes.", split });
  for (const [first, second] of [
    ["en", "fr"],
    ["train", "train"],
  ] as const) {
    const { items } = await makeReads("outputs.jsonl", lines(row("a", first), row("b", second)));
    expect(items.map(({ isForTuning, factors }) => [isForTuning, factors])).toEqual([
      [undefined, { split: first }],
      [undefined, { split: second }],
    ]);
  }
});

test("a word that says neither is told with its line", async () => {
  const mapping = { columns: { used_for_tuning: "for_tuning" } };
  const row = (id: string, word: string) => ({ id, prompt: "Hm?", response: `Yes ${id}.`, used_for_tuning: word });
  const { problems } = await makeReads("outputs.jsonl", lines(row("a", "yes"), row("b", "perhaps")), { mapping });
  expect(problems).toMatchObject([{ line: 2, field: "used_for_tuning", message: expect.stringMatching(/^"perhaps"/) }]);
});
