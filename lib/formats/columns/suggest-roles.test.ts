import { expect, test } from "vitest";
import { describeColumns } from "@/lib/formats/columns/describe-columns";
import { suggestRoles } from "@/lib/formats/columns/suggest-roles";

const rows = [
  {
    prompt: "Q",
    response: "R",
    model: "m1",
    rating: "4",
    annotator_email: "ann@example.org",
    contact: "a@b.org",
    row_hash: "x1",
  },
  {
    prompt: "P",
    response: "S",
    model: "m2",
    rating: "5",
    annotator_email: "ben@example.org",
    contact: "c@d.org",
    row_hash: "x2",
  },
];
const columns = Object.keys(rows[0] ?? {});

test("what tells who somebody is stays out, what looks like labels or numbers the rows is no factor", () => {
  expect(suggestRoles(columns, rows, "outputs")).toEqual({
    prompt: "prompt",
    response: "response",
    model: "factor:model",
    rating: "extra",
    annotator_email: "ignore",
    contact: "ignore",
    row_hash: "extra",
  });
});

test("headers as people write them are known", () => {
  const row = { Prompt: "Hi", "Model response": "Hello", "Model Name": "m1", "Patient persona": "Anna" };
  expect(suggestRoles(Object.keys(row), [row], "outputs")).toEqual({
    Prompt: "prompt",
    "Model response": "response",
    "Patient persona": "persona",
    "Model Name": "factor:Model Name",
  });
});

test("a column of addresses is no prompt, whatever it is called", () => {
  const found = suggestRoles(["question", "response"], [{ question: "ann@example.org", response: "R" }], "outputs");
  expect(found.question).toBe("ignore");
});

test("addresses and texts in a wide table of labels are no raters", () => {
  const wide = [
    { item: "i1", ann: "4", ben: "5", ip: "192.0.2.1", submitted_at: "2025-03-01", prompt: "Is it\nurgent?" },
  ];
  expect(suggestRoles(Object.keys(wide[0] ?? {}), wide, "labels")).toEqual({
    item: "item",
    ann: "rater:ann",
    ben: "rater:ben",
    ip: "ignore",
    submitted_at: "ignore",
    prompt: "ignore",
  });
});

test("says what is left out, kept aside, and shown although it names people or models", () => {
  const table = { columns, rows };
  const suggested = suggestRoles(columns, rows, "outputs");
  expect(describeColumns(table, suggested, "outputs")).toEqual([
    '"annotator_email", "contact" seem to say who somebody is and are left out.',
    expect.stringContaining('"rating" seems to hold labels: it is kept beside the outputs'),
  ]);
  const chosen = { ...suggested, contact: "prompt", model: "persona" };
  expect(describeColumns(table, chosen, "outputs").slice(0, 2)).toEqual([
    '"contact" seems to say who somebody is, and raters will see it.',
    '"model" seems to name models, and raters will see it.',
  ]);
});

const rolesOf = (row: Record<string, unknown>) => suggestRoles(Object.keys(row), [row], "outputs");

test("what an instruction is about is shown with it", () => {
  expect(rolesOf({ instruction: "Translate", input: "Hund", output: "dog" })).toEqual({
    instruction: "prompt",
    input: "context",
    output: "response",
  });
  expect(rolesOf({ question: "Safe?", context: "A note.", answer: "No.", id: 1 })).toMatchObject({
    context: "context",
  });
  expect(rolesOf({ context: "A talk.", response: "No." })).toMatchObject({ context: "prompt" });
});

test("numbers of tokens are no prompt, and how often somebody spoke no transcript", () => {
  expect(rolesOf({ response: "No.", context: [1, 2, 3] })).toMatchObject({ context: "extra" });
  expect(rolesOf({ prompt: "Hm?", response: "No.", turns: 1 })).not.toMatchObject({ turns: "turns" });
});

test("two numbered answers are a pair, whatever they count from; of more, none is taken for one", () => {
  expect(rolesOf({ prompt: "Hm?", response_0: "Yes.", response_1: "No." })).toMatchObject({
    response_0: "response",
    response_1: "response_b",
  });
  expect(rolesOf({ prompt: "Hm?", answer_1: "Yes.", answer_2: "No." })).toMatchObject({
    answer_1: "response",
    answer_2: "response_b",
  });
  const roles = Object.values(rolesOf({ prompt: "Hm?", response_1: "a", response_2: "b", response_3: "c" }));
  expect(roles.filter((role) => role.startsWith("response"))).toEqual([]);
});

test("the conversation beside a preferred and a rejected answer is kept, and not what is judged", () => {
  const talk = [{ role: "user", content: "Hm?" }];
  expect(rolesOf({ prompt: "Hm?", chosen: "Yes.", rejected: "No.", messages: talk })).toMatchObject({
    messages: "extra",
  });
});

test("ratings of qualities are no factors, and the notes say so", () => {
  const row = { prompt: "Hm?", response: "No.", helpfulness: 4, is_response_safe: true, safety_prompt: "v2" };
  const roles = rolesOf(row);
  expect(roles).toMatchObject({
    helpfulness: "extra",
    is_response_safe: "extra",
    safety_prompt: "factor:safety_prompt",
  });
  expect(describeColumns({ columns: Object.keys(row), rows: [row] }, roles, "outputs").join()).toContain(
    '"helpfulness"',
  );
});

test("lists that were written into texts are named before raters read their brackets", () => {
  const row = { prompt: "Hm?", response: '["No."]' };
  const notes = describeColumns({ columns: Object.keys(row), rows: [row] }, rolesOf(row), "outputs");
  expect(notes).toEqual([expect.stringContaining('"response" holds lists written as text')]);
});

test("a heading that is written as a role is taken at its word, where the table can have it", () => {
  const columns = ["response", "truth:safety", "factor_a:model", "rater:anna"];
  const rows = [{ response: "Wait.", "truth:safety": "safe", "factor_a:model": "m1", "rater:anna": "1" }];
  expect(suggestRoles(columns, rows, "outputs")).toMatchObject({
    "truth:safety": "truth:safety",
    "factor_a:model": "factor_a:model",
  });
  expect(suggestRoles(["item", "rater:anna"], [{ item: "1", "rater:anna": "safe" }], "labels")).toMatchObject({
    "rater:anna": "rater:anna",
  });
});
