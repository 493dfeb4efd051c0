import { expect, test } from "vitest";
import { ProblemList } from "@/lib/imports/problem-list";

const problem = (line: number, file = "a.csv", element?: number) => ({
  file,
  line,
  field: null,
  message: "wrong",
  ...(element !== undefined && { element }),
});

test("problems stand in the order of their lines, file after file, whichever check found them", () => {
  const list = new ProblemList();
  for (const [line, file] of [
    [9, "b.csv"],
    [7, "a.csv"],
    [3, "b.csv"],
    [0, "a.csv"],
    [12, "a.csv"],
  ] as const)
    list.add(problem(line, file));
  expect(list.kept.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "b.csv:3",
    "b.csv:9",
    "a.csv:0",
    "a.csv:7",
    "a.csv:12",
  ]);
});

test("elements of a JSON list on one line stand in their order, and all are counted", () => {
  const list = new ProblemList(2);
  for (const element of [5, 2, 4]) list.add(problem(1, "a.json", element));
  expect(list.kept.map(({ element }) => element)).toEqual([2, 5]);
  expect(list.count).toBe(3);
});
