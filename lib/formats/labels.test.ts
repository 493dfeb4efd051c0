import { expect, test } from "vitest";
import { makeReads } from "@/lib/formats/testing/make-reads";

const facts = (labels: Awaited<ReturnType<typeof makeReads>>["labels"]) =>
  labels.map(({ rater, item, question, state, value }) => [rater, item, question, state, value]);

test("long labels: an empty value is a missing answer", async () => {
  const { format, labels, problems } = await makeReads(
    "labels.csv",
    "rater,item,question,value,target,confidence,rationale\nanna,a,safe,yes,,high,Because\nanna,b,safe,,turn:2,,\n,c,safe,no,,,\n",
  );
  expect({ format, problems }).toEqual({ format: "labels", problems: [] });
  expect(facts(labels)).toEqual([
    ["anna", "a", "safe", "GIVEN", "yes"],
    ["anna", "b", "safe", "MISSING", null],
    ["place 1", "c", "safe", "GIVEN", "no"],
  ]);
  expect(labels[0]).toMatchObject({ confidence: "high", rationale: "Because", raterKind: "HUMAN", origin: "IMPORTED" });
  expect(labels.map(({ target, isAnonymous }) => [target, isAnonymous])).toEqual([
    [undefined, undefined],
    ["turn:2", undefined],
    [undefined, true],
  ]);
});

test("wide labels: a column per question beside a rater, a column per rater without one", async () => {
  const perQuestion = await makeReads(
    "w.jsonl",
    '{"item":"a","rater":"anna","safe":"yes","kind":4}\n{"item":"b","rater":"ben","safe":null}\n',
    {
      format: "labels",
    },
  );
  expect(facts(perQuestion.labels)).toEqual([
    ["anna", "a", "safe", "GIVEN", "yes"],
    ["anna", "a", "kind", "GIVEN", "4"],
  ]);
  const perRater = await makeReads("w.csv", "item,anna,ben\na,yes,\nb,no,yes\n", {
    format: "labels",
    mapping: { question: "safe", group: "crowd" },
  });
  expect(facts(perRater.labels)).toEqual([
    ["anna", "a", "safe", "GIVEN", "yes"],
    ["anna", "b", "safe", "GIVEN", "no"],
    ["ben", "b", "safe", "GIVEN", "yes"],
  ]);
  expect(perRater.labels.every(({ group }) => group === "crowd")).toBe(true);
});

test("a label that names no item, and a table that names no question, are problems", async () => {
  const { problems } = await makeReads("l.csv", "item,rater,value\n,anna,1\na,anna,1\n");
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [2, "item"],
    [3, "value"],
  ]);
});

test("judge scores: null and empty are missing, never zero; zero is zero", async () => {
  const { format, labels } = await makeReads(
    "scores.jsonl",
    [
      {
        item: "a",
        judge: "gpt-4",
        question: "safe",
        value: 0,
        probabilities: { "0": 0.9, "1": 0.1 },
        rationale: "Why",
      },
      { item: "b", judge: "gpt-4", question: "safe", value: null },
      { item: "c", judge: "gpt-4", question: "safe", value: "", raw: "no idea" },
      { item: "d", judge: "gpt-4", question: "safe" },
      { item: "e", judge: "gpt-4", question: "safe", value: false, prompt_version: "v2", model_family: "gpt" },
    ]
      .map((row) => JSON.stringify(row))
      .join("\n"),
  );
  expect(format).toBe("scores");
  expect(labels.map(({ state, value }) => [state, value])).toEqual([
    ["GIVEN", "0"],
    ["MISSING", null],
    ["MISSING", null],
    ["MISSING", null],
    ["GIVEN", "false"],
  ]);
  expect(labels[0]).toMatchObject({ raterKind: "JUDGE", probabilities: { "0": 0.9, "1": 0.1 }, rationale: "Why" });
  expect(labels[4]).toMatchObject({ promptVersion: "v2", modelFamily: "gpt" });
});

test("repeats are counted where they are kept, and told by the file where it tells them", async () => {
  const text = "rater,item,question,value\nanna,a,safe,1\nanna,a,safe,2\nanna,b,safe,2\n";
  const kept = await makeReads("l.csv", text, { mapping: { repeats: "keep" } });
  expect(kept.labels.map(({ occurrence }) => occurrence)).toEqual([1, 2, 1]);
  expect((await makeReads("l.csv", text)).labels.map(({ occurrence }) => occurrence)).toEqual([1, 1, 1]);
  const told = await makeReads("l.csv", "rater,item,question,value,occurrence\nanna,a,safe,1,3\n");
  expect(told.labels[0]?.occurrence).toBe(3);
});

test("our own records are taken as they are, and checked", async () => {
  const label = {
    kind: "label",
    item: "a",
    rater: "misty-heron-42",
    raterKind: "HUMAN",
    origin: "APP",
    question: "q",
    state: "GIVEN",
    value: "1",
  };
  const { format, records, problems } = await makeReads(
    "labels.jsonl",
    [label, { ...label, state: "GUESSED" }, { ...label, occurrence: 0 }, { kind: "label" }]
      .map((row) => JSON.stringify(row))
      .join("\n"),
  );
  expect(format).toBe("records");
  expect(records).toEqual([{ ...label, occurrence: 1 }]);
  expect(problems.map(({ line, field }) => [line, field]).slice(0, 3)).toEqual([
    [2, "state"],
    [3, "occurrence"],
    [4, "item"],
  ]);
});

test("our own records keep what they hold, as lines and as a list", async () => {
  const item = {
    kind: "item",
    externalId: "a",
    layout: "SINGLE",
    task: { externalId: "t", prompt: "What now?" },
    factors: { model: "small" },
    parts: [{ key: "1", output: { text: "Rest.", factors: { model: "small" } } }],
    isServable: true,
  };
  const written = { lines: JSON.stringify(item), list: JSON.stringify([item]) };
  const [lines, list] = await Promise.all([makeReads("o.jsonl", written.lines), makeReads("o.json", written.list)]);
  expect(list.problems).toEqual([]);
  expect(list.records).toMatchObject([{ externalId: "a", factors: { model: "small" } }]);
  expect(list.records).toEqual(lines.records);
});
