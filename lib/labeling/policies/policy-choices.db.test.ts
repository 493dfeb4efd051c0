import { expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { findPolicyProblems, listSetPolicies, policiesField } from "@/lib/labeling/policies/policy-choices";
import { makeItem, makeStudy } from "@/prisma/factories";

const fileOrder = { key: "file-order", settings: {} };
const shuffled = { key: "shuffled", settings: {} };
const named = (items: string) => ({ key: "named-first", settings: { items } });

const problemsOf = (...chosen: unknown[]) => {
  const { error } = policiesField.safeParse(JSON.stringify(chosen));
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
};

test("items are named one a line; blank lines and doubles are left out", () => {
  expect(policiesField.parse(JSON.stringify([named(" e \n\nb\ne"), fileOrder]))).toEqual([
    { key: "named-first", settings: { items: ["e", "b"] } },
    fileOrder,
  ]);
});

test("a form is filled in with what it sent", () => {
  const stored = policiesField.parse(JSON.stringify([named("e\nb"), fileOrder]));
  expect(listSetPolicies(stored)).toEqual([named("e\nb"), fileOrder]);
});

test("what gives everything stands last and alone, and each policy once", () => {
  expect(problemsOf(shuffled)).toEqual([]);
  expect(problemsOf(fileOrder, shuffled)).toEqual([
    '0.key: "As in the file" gives out every item: nothing comes after it',
  ]);
  expect(problemsOf(named("a"))).toEqual(["0.key: After this other items have to come: choose in which order"]);
  expect(problemsOf(named("a"), named("b"), shuffled)).toEqual(['1.key: "Chosen items first" stands here twice']);
});

test("settings that a policy cannot use are told at their field", () => {
  expect(problemsOf(named(" \n"), shuffled)).toEqual(["0.items: Name at least one item, or take this out"]);
});

test("what names no policy is refused", () => {
  expect(problemsOf({ key: "SHUFFLED", settings: {} })).toHaveLength(1);
  expect(problemsOf()).toHaveLength(1);
  expect(policiesField.safeParse("no JSON").success).toBe(false);
});

test("a chosen item that the study does not have is told by its name", async () => {
  const [study, other] = [await makeStudy(), await makeStudy()];
  await makeItem(study, { externalId: "a" });
  await makeItem(other, { externalId: "b" });
  const check = (items: string) =>
    findPolicyProblems(pool, study.id, policiesField.parse(JSON.stringify([named(items), shuffled])));
  expect(await check("a")).toBeNull();
  expect(await check("a\nb")).toEqual({
    "policies.0.items": 'The study has no item "b": import it first, or leave it out',
  });
});
