import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { begin, item, pastGrace, press } from "./labeling-page";
import { test as base, expect } from "./test";

const options = ["Joy", "Anger", "Fear"].map((label) => ({ key: label.toLowerCase(), label }));
const questions = [
  { key: "felt", type: "multi", text: "What is felt?", options, minimum: 0, maximum: 2 },
  {
    key: "how-angry",
    type: "ordinal",
    text: "How angry?",
    points: [{ value: 1 }, { value: 2 }, { value: 3 }],
    showIf: { question: "felt", in: ["anger"] },
  },
];

const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy({ policies: ["file-order"] }, { questions: questions as never });
    await makeMember(study, "RATER", { user });
    for (const text of ["Glad and cross.", "Nothing at all.", "Frightened."])
      await makeItem(study, { parts: [{ text }] });
    await use(study);
  },
});

const listAnswers = (study: { id: string }) =>
  db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: { questionKey: true, value: true },
    orderBy: [{ judgment: { answeredAt: "asc" } }, { questionKey: "asc" }],
  });

test("digits put options in and out, a question follows what the set holds, and none of them is an answer", async ({
  page,
  study,
}) => {
  await begin(page, study);
  const box = (name: string) => page.getByRole("checkbox", { name });
  await expect(page.getByText("Choose up to 2, or none")).toBeVisible();
  await expect(box("Joy")).toBeFocused();
  await press(page, "1", "2", "3");
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(3);
  await press(page, "Enter");
  await expect(page.getByRole("form", { name: "Questions" }).getByRole("alert").first()).toHaveText(
    "Choose at most 2; 3 are chosen",
  );
  await press(page, "3");
  await expect(box("Fear")).not.toBeChecked();
  // One stop for Tab, then the next question.
  await press(page, "Tab", "3", "Enter");
  await expect(item(page)).toContainText("Nothing at all.");
  await pastGrace(page);
  // Something, then none of them: it stands alone.
  await press(page, "1", "0");
  await expect(box("None of them")).toBeChecked();
  await expect(box("Joy")).not.toBeChecked();
  await press(page, "Enter");
  await expect(item(page)).toContainText("Frightened.");
  await pastGrace(page);
  // Arrows go there, Space chooses.
  await press(page, "ArrowDown", "ArrowDown");
  await expect(box("Fear")).toBeFocused();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await press(page, "Space", "Enter");
  await expect(page.getByText("Frightened.")).toBeHidden();
  await expect.poll(async () => (await listAnswers(study)).length).toBe(4);
  expect(await listAnswers(study)).toEqual([
    { questionKey: "felt", value: '["anger","joy"]' },
    { questionKey: "how-angry", value: "3" },
    { questionKey: "felt", value: "[]" },
    { questionKey: "felt", value: '["fear"]' },
  ]);
});

test("nothing chosen is no answer until none of them is said", async ({ page, study }) => {
  await begin(page, study);
  await press(page, "1", "1", "Enter");
  await expect(page.getByRole("form", { name: "Questions" }).getByRole("alert")).toHaveText("Answer this question");
  await expect(item(page)).toContainText("Glad and cross.");
});
