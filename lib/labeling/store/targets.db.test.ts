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

async function makeLabeling(personaVisibility: "SHOWN" | "HIDDEN", asked: readonly object[] = questions) {
  const study = await makePublishedStudy({}, { questions: asked as never, personaVisibility });
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
  const marksOf = {
    partId: async () => (await db.itemPart.findFirstOrThrow({ where: { itemId: item.id }, select: { id: true } })).id,
    stored: () =>
      db.answer.findMany({
        where: { judgment: { itemId: item.id } },
        select: { target: true, value: true, number: true, quote: true },
        orderBy: { target: "asc" },
      }),
  };
  return { submit, stored, marksOf };
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

test("marks are stored where they stand with their words, and words that are others are refused", async () => {
  const categories = [{ key: "tone", label: "Tone", description: "" }];
  const marks = {
    key: "m",
    type: "marks",
    text: "What?",
    of: "words",
    categories,
    severities: ["mild", "bad"],
    firstOnly: false,
  };
  const { submit, marksOf } = await makeLabeling("HIDDEN", [
    { ...marks, required: true, cannotJudge: true, showIf: null },
  ]);
  const place = async (target: string) => `${await marksOf.partId()}:${target}`;
  const item = { value: '["tone"]' };
  const tone = { value: "tone", severity: 2, quote: "assistant" };
  expect(await submit({ m: { item, [await place("t3:2-11")]: tone } })).toMatchObject({
    ok: false,
    fieldErrors: { m: "The text at a mark is another than when it was marked" },
  });
  expect(await marksOf.stored()).toEqual([]);
  expect(await submit({ m: { item, [await place("t3:3-12")]: tone } })).toMatchObject({ ok: true });
  expect(await marksOf.stored()).toEqual([
    { target: "1:t3:3-12", value: "tone", number: 2, quote: "assistant" },
    { target: "item", value: '["tone"]', number: null, quote: null },
  ]);
});
