import { expect, test } from "vitest";
import { describeColumns } from "@/lib/exchange/describe-columns";
import { suggestRoles } from "@/lib/exchange/suggest-roles";

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
    ...{ prompt: "prompt", response: "response", model: "factor:model" },
    ...{ rating: "extra", annotator_email: "ignore", contact: "ignore", row_hash: "extra" },
  });
});

test("headers as people write them are known", () => {
  const row = { Prompt: "Hi", "Model response": "Hello", "Model Name": "m1", "Patient persona": "Anna" };
  expect(suggestRoles(Object.keys(row), [row], "outputs")).toEqual({
    ...{ Prompt: "prompt", "Model response": "response", "Patient persona": "persona" },
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
    ...{ item: "item", ann: "rater:ann", ben: "rater:ben" },
    ...{ ip: "ignore", submitted_at: "ignore", prompt: "ignore" },
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
