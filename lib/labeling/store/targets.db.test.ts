import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import type { AnswersInput } from "@/lib/protocol/schema";
import { makeItem, makePersona, makePublishedStudy, makeSeat } from "@/prisma/factories";

const options = ["yes", "no"].map((key) => ({ key, label: key, description: "" }));
const questions = [
  { key: "ok", type: "choice", text: "In character?", options, askedOf: "turn" },
  { key: "holds", type: "choice", text: "Does it hold?", options, askedOf: "statement" },
];

async function makeLabeling(personaVisibility: "SHOWN" | "HIDDEN") {
  const study = await makePublishedStudy({}, { questions: questions as never, personaVisibility });
  const persona = await makePersona(study);
  await db.personaStatement.createMany({
    data: ["Likes tea.", "Is shy."].map((text, position) => ({
      studyId: study.id,
      personaId: persona.id,
      text,
      position,
    })),
  });
  const turns = ["system", "user", "assistant"].map((speaker) => ({ speaker, text: `By ${speaker}` }));
  const item = await makeItem(study, { layout: "TRANSCRIPT", parts: [{ text: "", turns, persona }] });
  const { seat } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  if (!lease) throw new Error("nothing to claim");
  const submit = (answers: AnswersInput) =>
    submitJudgment(
      seat,
      { assignmentId: lease.assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 2 },
      { want: 2 },
    );
  const stored = () =>
    db.answer.findMany({
      where: { judgment: { itemId: item.id } },
      select: { questionKey: true, target: true, value: true },
      orderBy: [{ questionKey: "asc" }, { target: "asc" }],
    });
  return { submit, stored };
}

const yes = { value: "yes" };

test("answers are stored at the turns and statements that the rater was shown, and nowhere else", async () => {
  const { submit, stored } = await makeLabeling("SHOWN");
  const wrong = await submit({ ok: { t2: yes }, holds: { s1: yes, s2: yes, s3: yes } });
  expect(wrong).toMatchObject({
    ok: false,
    fieldErrors: {
      "ok@t3": "Answer this question",
      "ok@t2": "This question is asked about each turn of the persona",
      "holds@s3": "This question is asked about each statement of the persona",
    },
  });
  expect(await stored()).toEqual([]);
  expect(await submit({ ok: { t3: yes }, holds: { s1: yes, s2: { value: "no" } } })).toMatchObject({ ok: true });
  expect(await stored()).toEqual([
    { questionKey: "holds", target: "s1", value: "yes" },
    { questionKey: "holds", target: "s2", value: "no" },
    { questionKey: "ok", target: "t3", value: "yes" },
  ]);
});

test("a turn keeps its number where the system prompt is left out, and nothing is asked of a hidden persona", async () => {
  const { submit, stored } = await makeLabeling("HIDDEN");
  expect(await submit({ ok: { t2: yes } })).toMatchObject({ ok: false });
  expect(await submit({ ok: { t3: yes } })).toMatchObject({ ok: true });
  expect((await stored()).map(({ target }) => target)).toEqual(["t3"]);
});
