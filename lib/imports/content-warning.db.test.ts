import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makeStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

const dices = JSON.stringify({
  instances: [
    {
      id: 1,
      instance: { user_prompt: "Insult me.", response: "No." },
      annotations: { safety: { majority_human: "No", individual_human_scores: ["No", "No"] } },
    },
  ],
});

async function stage(access: StudyAccess, text: string, fileName = "dices_350.json") {
  const started = await startImport(access, { fileName, ...(text === dices && { format: "dices" }) }, once(text));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  return started.value;
}

async function makeOwned() {
  const study = await makeStudy();
  const warning = async () => (await db.study.findUniqueOrThrow({ where: { id: study.id } })).contentWarning;
  return { study, warning, ...(await makeMember(study, "OWNER")) };
}

test("a format known for upsetting texts proposes a warning, which the study gets unless another is given", async () => {
  const plain = await makeOwned();
  const staged = await stage(plain.access, dices);
  expect(staged.contentWarning).toContain("provoke unsafe answers");
  await commitImport(plain.access, staged.id);
  expect(await plain.warning()).toBe(staged.contentWarning);
  const own = await makeOwned();
  await commitImport(own.access, (await stage(own.access, dices)).id, { contentWarning: "Harsh words." });
  expect(await own.warning()).toBe("Harsh words.");
  const none = await makeOwned();
  await commitImport(none.access, (await stage(none.access, dices)).id, { contentWarning: "" });
  expect(await none.warning()).toBe("");
});

test("a study that has a warning keeps it, and other files propose none", async () => {
  const { study, access, warning } = await makeOwned();
  await db.study.update({ where: { id: study.id }, data: { contentWarning: "Mine." } });
  const staged = await stage(access, dices);
  expect(staged.contentWarning).toBeNull();
  await commitImport(access, staged.id);
  expect(await warning()).toBe("Mine.");
  expect((await stage(access, '{"id":"a","prompt":"Q","response":"R"}\n', "o.jsonl")).contentWarning).toBeNull();
});
