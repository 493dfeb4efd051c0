import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

async function stage(access: StudyAccess, text: string, mapping: MappingInput = {}) {
  const started = await startImport(access, { fileName: "outputs.csv", mapping }, once(text));
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

async function load(access: StudyAccess, text: string, mapping: MappingInput = {}) {
  const { id, problems } = await stage(access, text, mapping);
  expect(problems).toEqual([]);
  const done = await commitImport(access, id);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

const listTruths = async (studyId: string) => {
  const items = await db.item.findMany({ where: { studyId }, orderBy: { fileIndex: "asc" } });
  return items.map(({ truth, goldAnswer }) => [truth, goldAnswer]);
};

const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const ordinal = (key: string) => ({ key, type: "ordinal", text: `How ${key}?`, points }) as const;

async function makeOwned(questions?: Parameters<typeof makePublishedStudy>[1]) {
  const study = await makePublishedStudy({}, questions);
  return { study, ...(await makeMember(study, "OWNER")) };
}

test("the gold of a single response is the truth of the one question that takes it, in the question's words", async () => {
  const { study, access } = await makeOwned();
  const done = await load(
    access,
    "id,prompt,response,gold\na,Q,Rest.,Safe\nb,Q,Run.,unsafe\nc,Q,Hm.,perhaps\nd,Q,No.,\n",
  );
  expect(await listTruths(study.id)).toEqual([
    [{ verdict: "safe" }, "Safe"],
    [{ verdict: "unsafe" }, "unsafe"],
    [null, "perhaps"],
    [null, null],
  ]);
  expect(done.gold).toEqual({
    scored: [{ question: "verdict", text: "Is the response safe?", items: 2 }],
    unscored: 1,
  });
});

test("a gold that several questions take is of none, until the mapping says of which", async () => {
  const { study, access } = await makeOwned({ questions: [ordinal("safe"), ordinal("kind")] });
  const text = "id,prompt,response,gold\na,Q,Rest.,4.0\n";
  expect((await stage(access, text)).gold).toEqual({ scored: [], unscored: 1 });
  await load(access, text, { columns: { gold: "truth:kind" } });
  expect(await listTruths(study.id)).toEqual([[{ kind: "4" }, null]]);
});

test("a truth that does not answer its question, or of a question there is none of, is a problem with its line", async () => {
  const { access } = await makeOwned({ questions: [ordinal("safe")] });
  const text = "id,prompt,response,right\na,Q,Rest.,4\nb,Q,Run.,99\n";
  const wrong = await stage(access, text, { columns: { right: "truth:safe" } });
  expect(wrong.problems).toMatchObject([{ line: 3, field: "safe", message: expect.stringContaining("1, 2, 3, 4, 5") }]);
  const unknown = await stage(access, text, { columns: { right: "truth:mood" } });
  expect(unknown.problems).toMatchObject([{ line: 2, message: expect.stringContaining('no question "mood"') }]);
});
