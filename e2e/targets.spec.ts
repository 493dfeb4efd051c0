import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { begin, item, press } from "./labeling-page";
import { test as base, expect } from "./test";

const questions = [
  {
    key: "ok",
    type: "choice",
    text: "In character?",
    askedOf: "turn",
    options: ["Yes", "No"].map((label) => ({ key: label.toLowerCase(), label })),
  },
  {
    key: "why",
    type: "text",
    text: "What breaks it?",
    askedOf: "turn",
    required: true,
    showIf: { question: "ok", in: ["no"] },
  },
  { key: "whole", type: "ordinal", text: "And as a whole?", points: [1, 2, 3].map((value) => ({ value })) },
];
const turns = [
  { speaker: "user", text: "Good morning, how are you?" },
  { speaker: "assistant", text: "Splendid, old chap." },
  { speaker: "user", text: "And the weather?" },
  { speaker: "assistant", text: "As an AI I have no window." },
];

const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy({}, { questions: questions as never });
    await makeMember(study, "RATER", { user });
    await makeItem(study, { layout: "TRANSCRIPT", parts: [{ text: "", turns }] });
    await use(study);
  },
});

test("a question of each turn goes from turn to turn by keys, marks the turn in hand and is stored at it", async ({
  page,
  study,
}) => {
  await begin(page, study);
  const inHand = item(page).locator("[data-held]");
  const group = (name: string) => page.getByRole("group", { name });
  await expect(inHand).toContainText("Splendid, old chap.");
  await expect(group("Turn 2 Splendid, old chap. In character?")).toBeVisible();
  await press(page, "1");
  await expect(inHand).toContainText("As an AI I have no window.");
  await press(page, "2");
  const why = page.getByRole("textbox", { name: /What breaks it/ });
  await expect(why).toBeFocused();
  await why.fill("It says what it is.");
  await press(page, "Control+Enter");
  await expect(group("And as a whole?").getByRole("alert")).toHaveText("Answer this question");
  await press(page, "3", "Enter");
  const stored = () =>
    db.answer.findMany({
      where: { judgment: { studyId: study.id } },
      select: { questionKey: true, target: true, value: true },
      orderBy: [{ questionKey: "asc" }, { target: "asc" }],
    });
  await expect.poll(async () => (await stored()).length).toBe(4);
  expect(await stored()).toEqual([
    { questionKey: "ok", target: "t2", value: "yes" },
    { questionKey: "ok", target: "t4", value: "no" },
    { questionKey: "whole", target: "item", value: "3" },
    { questionKey: "why", target: "t4", value: "It says what it is." },
  ]);
});
