import { expect, test } from "vitest";
import { makeReads } from "@/lib/formats/testing/make-reads";

const asked = { role: "user", content: "Hm?" };
const said = (content: string) => ({ role: "assistant", content });
const battle = (given: object) => ({
  question_id: "q1",
  model_a: "zeta",
  model_b: "alpha",
  winner: "model_b",
  judge: "arena_user_1",
  turn: 1,
  conversation_a: [asked, said("Yes.")],
  conversation_b: [asked, said("No.")],
  language: "English",
  ...given,
});
const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

test("a battle keeps its texts, in the order of the models' names, and its voter is a person", async () => {
  const { format, items, labels, problems } = await makeReads("arena.jsonl", lines(battle({})));
  expect({ format, problems }).toEqual({ format: "arena", problems: [] });
  expect(items).toMatchObject([
    {
      externalId: "arena/q1",
      layout: "PAIR",
      isServable: true,
      task: { prompt: "Hm?" },
      parts: [
        { output: { text: "No.", factors: { model: "alpha" } } },
        { output: { text: "Yes.", factors: { model: "zeta" } } },
      ],
    },
  ]);
  expect(labels).toMatchObject([{ rater: "arena_user_1", raterKind: "HUMAN", item: "arena/q1", value: "1" }]);
});

test("a battle of several rounds stands in turns", async () => {
  const rounds = (reply: string) => [asked, said(reply), { role: "user", content: "And?" }, said("So.")];
  const { items } = await makeReads(
    "arena.jsonl",
    lines(battle({ conversation_a: rounds("Yes."), conversation_b: rounds("No.") })),
  );
  expect(items[0]?.task.prompt).toBe("");
  expect(items[0]?.parts.map(({ output }) => [output?.text, output?.turns?.[1]?.text])).toEqual([
    [null, "No."],
    [null, "Yes."],
  ]);
});

test("a voter without a name is nobody in particular", async () => {
  const { labels } = await makeReads("arena.jsonl", lines(battle({ judge: null })));
  expect(labels).toMatchObject([{ raterKind: "HUMAN", isAnonymous: true }]);
});

test("both bad is an answer of its own, in each of its spellings; what is no winner is a problem", async () => {
  const { labels, problems } = await makeReads(
    "arena.jsonl",
    lines(
      ...["tie (bothbad)", "both_bad", "tie", "model_a", "nobody"].map((winner, place) =>
        battle({ winner, question_id: `q${place}` }),
      ),
    ),
  );
  expect(labels.map(({ value }) => value)).toEqual(["both-bad", "both-bad", "tie", "2"]);
  expect(problems).toMatchObject([{ line: 5, field: "winner" }]);
});

test("votes without texts are of people where they are called so, and of judges elsewhere", async () => {
  const vote = { question_id: "q", model_a: "m", model_b: "n", winner: "tie", turn: 1 };
  const { format, labels } = await makeReads(
    "votes.jsonl",
    lines({ ...vote, judge: "user_88" }, { ...vote, judge: "gpt-x" }, { ...vote, judge: "expert_1" }),
  );
  expect(format).toBe("mt-bench");
  expect(labels.map(({ raterKind }) => raterKind)).toEqual(["HUMAN", "JUDGE", "HUMAN"]);
});

test("a battle whose messages are lists in texts and whose winner is one of three columns is read as what was said", async () => {
  const header = "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie";
  const cell = (list: string[]) => `"${JSON.stringify(list).replaceAll('"', '""')}"`;
  const row = (id: number, turns: string[][], won: string) => `${id},zeta,alpha,${turns.map(cell).join(",")},${won}`;
  const { format, items, labels, problems } = await makeReads(
    "train.csv",
    [
      header,
      row(1, [["Hm?"], ["Yes."], ["No."]], "0,1,0"),
      row(
        2,
        [
          ["Hm?", "And?"],
          ["Yes.", "So."],
          ["No.", "Nor so."],
        ],
        "0,0,1",
      ),
      row(3, [["Hm?"], ["Yes."], ["No."]], "1,1,0"),
      row(4, [["Hm?", "And?"], ["Yes."], ["No."]], "1,0,0"),
    ].join("\n"),
  );
  expect(format).toBe("arena");
  expect(
    items.map(({ task, parts }) => [task.prompt, ...parts.map(({ output }) => output?.text ?? output?.turns?.length)]),
  ).toEqual([
    ["Hm?", "No.", "Yes."],
    ["", 4, 4],
  ]);
  expect(labels.map(({ value, isAnonymous }) => [value, isAnonymous])).toEqual([
    ["1", true],
    ["tie", true],
  ]);
  expect(problems).toMatchObject([
    { line: 4, field: "winner_model_a" },
    { line: 5, field: "response_a", message: expect.stringContaining("2 prompts and 1 answers") },
  ]);
});
