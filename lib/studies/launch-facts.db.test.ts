import { expect, test } from "vitest";
import { getLaunchFacts } from "@/lib/studies/queries";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

async function factsOf(itemOrder: "FILE" | "SHUFFLED", models: string) {
  const study = await makePublishedStudy({ itemOrder });
  const { access } = await makeMember(study, "OWNER");
  for (const model of models) await makeItem(study, { factors: { model } });
  return getLaunchFacts(access);
}

test("in file order conditions that follow each other in a row are blocks", async () => {
  expect(await factsOf("FILE", "gggggllllll")).toMatchObject({ conditionsInBlocks: true });
});

test("conditions that take turns, a single one, and a drawn order are no blocks", async () => {
  for (const models of ["glglglglgl", "ggggg", ""])
    expect(await factsOf("FILE", models)).toMatchObject({ conditionsInBlocks: false });
  expect(await factsOf("SHUFFLED", "gggggllllll")).toMatchObject({ conditionsInBlocks: false });
});
