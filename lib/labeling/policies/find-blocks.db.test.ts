import { expect, test } from "vitest";
import { findConditionsInBlocks } from "@/lib/labeling/policies/find-blocks";
import type { PolicyKey } from "@/lib/labeling/policies/policies";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

async function areInBlocks(policy: PolicyKey, models: string) {
  const study = await makePublishedStudy({ policies: [policy] });
  const { access } = await makeMember(study, "OWNER");
  for (const model of models) await makeItem(study, { factors: { model } });
  return findConditionsInBlocks(access);
}

test("in file order conditions that follow each other in a row are blocks", async () => {
  expect(await areInBlocks("file-order", "gggggllllll")).toBe(true);
});

test("conditions that take turns, a single one, and a drawn order are no blocks", async () => {
  for (const models of ["glglglglgl", "ggggg", ""]) expect(await areInBlocks("file-order", models)).toBe(false);
  expect(await areInBlocks("shuffled", "gggggllllll")).toBe(false);
});
