import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { begin, item, pastGrace, press } from "./labeling-page";
import { test as base, expect } from "./test";

const questions = [
  { key: "doses", type: "number", text: "How many doses are named?", maximum: 12, cannotJudge: true },
  {
    key: "dose",
    type: "number",
    text: "Which dose?",
    isWhole: false,
    minimum: 0,
    maximum: 4,
    unit: "mg",
    required: false,
  },
];

const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy({ policies: ["file-order"] }, { questions: questions as never });
    await makeMember(study, "RATER", { user });
    for (const text of ["Take two of 0,5 mg.", "Take none."]) await makeItem(study, { parts: [{ text }] });
    await use(study);
  },
});

test("a number is typed, what it may be is said, and Enter submits from its box", async ({ page, study }) => {
  await begin(page, study);
  const box = page.getByRole("textbox", { name: "How many doses are named?" });
  await expect(box).toBeFocused();
  await press(page, "1", "3", "Enter");
  await expect(page.getByRole("form", { name: "Questions" }).getByRole("alert")).toHaveText(
    "Give a number from 0 to 12, a whole number",
  );
  // What cannot be read is told, and never dropped with what else was answered.
  await box.fill("1,000");
  await press(page, "Enter");
  await expect(page.getByRole("form", { name: "Questions" }).getByRole("alert").first()).toHaveText(
    "Give a number from 0 to 12, a whole number",
  );
  await expect(box).toHaveValue("1,000");
  await box.fill("2");
  await page.getByRole("textbox", { name: "Which dose?" }).fill("0,5");
  await press(page, "Enter");
  await expect(item(page)).toContainText("Take none.");
  await pastGrace(page);
  await press(page, "Escape", "c", "Enter");
  await expect(page.getByText("Take none.")).toBeHidden();
  const answers = () =>
    db.answer.findMany({
      where: { judgment: { studyId: study.id } },
      select: { questionKey: true, target: true, state: true, value: true, number: true },
      orderBy: [{ state: "asc" }, { questionKey: "asc" }],
    });
  await expect.poll(async () => (await answers()).length).toBe(3);
  expect(await answers()).toEqual([
    { questionKey: "dose", target: "item", state: "GIVEN", value: "0.5", number: 0.5 },
    { questionKey: "doses", target: "item", state: "GIVEN", value: "2", number: 2 },
    { questionKey: "doses", target: "item", state: "CANNOT_JUDGE", value: null, number: null },
  ]);
});

test("on a phone the box brings the keys for numbers and does not open by itself", async ({
  browser,
  context,
  baseURL,
  study,
}) => {
  const phone = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState: await context.storageState(),
  });
  const page = await phone.newPage();
  await begin(page, study);
  const box = page.getByRole("textbox", { name: "How many doses are named?" });
  await expect(box).not.toBeFocused();
  await expect(box).toHaveAttribute("inputmode", "decimal");
  await box.fill("3");
  await page.getByRole("button", { name: "Submit and next" }).tap();
  await expect(item(page)).toContainText("Take none.");
  await phone.close();
});
