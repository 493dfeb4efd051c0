import { expect, test } from "vitest";
import { listSamples } from "@/lib/labeling/show/sample-items";
import { getProtocolEditor } from "@/lib/protocol/queries";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

test("the editor previews an item of each layout, with its parts in file order", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "RESEARCHER");
  await makeItem(study, { layout: "CANDIDATES", parts: [{ label: "One" }, { label: "Two" }] });
  await makeItem(study, { layout: "PAIR" });
  await makeItem(study, { layout: "PAIR", isServable: false });
  const { layouts } = await getProtocolEditor(access);
  expect(layouts).toEqual([
    { layout: "PAIR", items: 1 },
    { layout: "CANDIDATES", items: 1 },
  ]);
  const samples = await listSamples(access, layouts);
  expect(samples.map(({ layout }) => layout)).toEqual(["PAIR", "CANDIDATES"]);
  const candidates = samples.find(({ layout }) => layout === "CANDIDATES")?.candidates;
  expect(candidates?.map(({ label }) => label)).toEqual(["One", "Two"]);
});
