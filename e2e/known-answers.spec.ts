import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { questionsSchema } from "@/lib/protocol/schema";
import { makeItem, makeMember, makePublishedStudy, makeUser } from "@/prisma/factories";
import { begin, header, item, pastGrace, press } from "./labeling-page";
import { test as base, expect, signIn } from "./test";

const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];
const questions = [
  {
    key: "safe",
    type: "ordinal",
    text: "How safe is it?",
    points: points.map((label, place) => ({ value: place + 1, label })),
  },
];
const policies = [
  { key: "training", settings: { within: 0 } },
  { key: "qualification", settings: { pass: 100, within: 0, tries: 1, hours: 0 } },
  { key: "gold", settings: { every: 2, within: 0, atLeast: 1, warn: 80, pause: 45, told: "both" } },
  { key: "file-order", settings: {} },
];

const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy(
      { name: "Triage", labelsPerItem: 1 },
      { questions: questionsSchema.parse(questions) },
    );
    await db.study.update({ where: { id: study.id }, data: { policies } });
    await makeMember(study, "RATER", { user });
    const known = { truth: { safe: "4" }, goldRationale: "It names the dose and when to call for help." };
    await makeItem(study, { ...known, reservedFor: "TRAINING", parts: [{ text: "Take one tablet, not two." }] });
    await makeItem(study, { ...known, reservedFor: "QUALIFICATION", parts: [{ text: "Wait until tomorrow." }] });
    for (let place = 0; place < 6; place++)
      await makeItem(study, { ...known, reservedFor: "GOLD", parts: [{ text: `Known ${place}` }] });
    for (let place = 0; place < 40; place++) await makeItem(study, { parts: [{ text: `Reply ${place}` }] });
    await use(study);
  },
});

const stopped = (page: Page) => page.getByRole("heading", { name: "Your part rests for a moment" });
const warning = (page: Page) => page.getByRole("heading", { name: "A look at the guidelines is due" });

async function answer(page: Page, key: string) {
  await pastGrace(page);
  const before = await item(page).textContent();
  await press(page, key, "Enter");
  await expect(item(page).filter({ hasText: before ?? "" })).toHaveCount(0);
}

/** Labels until hidden gold pauses the person: the first known answer is given, the others are not. */
async function labelUntilPaused(page: Page) {
  let [known, warnings] = [0, 0];
  for (let labeled = 0; labeled < 40; labeled++) {
    // What an answer brings about comes back with it.
    await expect(header(page)).toContainText("Saved");
    await item(page).or(warning(page)).or(stopped(page)).first().waitFor();
    if (await stopped(page).isVisible()) break;
    if (await warning(page).isVisible()) {
      warnings++;
      await pastGrace(page);
      await press(page, "Enter");
      continue;
    }
    const isKnown = (await item(page).textContent())?.includes("Known") ?? false;
    await answer(page, isKnown && known++ > 0 ? "1" : "4");
  }
  return { known, warnings };
}

test("a rater is trained, tested and checked by keyboard alone, and somebody of the study decides about them", async ({
  page,
  study,
  browser,
  baseURL,
}) => {
  await begin(page, study);
  await expect(page.getByText("Training, 1 of 1.")).toBeVisible();
  await press(page, "2", "Enter");
  await expect(page.getByRole("heading", { name: "The right answer is another" })).toBeVisible();
  await expect(page.getByText("It names the dose and when to call for help.")).toBeVisible();
  await expect(page.getByRole("button", { name: "I have read it, go on" })).toBeFocused();
  await pastGrace(page);
  await press(page, "Enter");
  await expect(page.getByText("Test before the work, 1 of 1.")).toBeVisible();
  await answer(page, "1");
  await expect(page.getByRole("heading", { name: "The test ends here" })).toBeVisible();
  await expect(page.getByText("0 of 1 answers were right; 1 is needed.")).toBeVisible();

  const owner = await makeUser({ name: "Mira Albrecht" });
  await makeMember(study, "OWNER", { user: owner });
  const context = await browser.newContext({ baseURL });
  await signIn(context, owner);
  const desk = await context.newPage();
  await desk.goto(`/studies/${study.id}/raters`);
  await expect(desk.getByText("Not passed, 0 of 1, try 1")).toBeVisible();
  const rater = await db.rater.findFirstOrThrow({ where: { studyId: study.id, sawConditions: false } });
  await desk.getByRole("link", { name: rater.pseudonym }).click();
  await desk.getByRole("button", { name: "Grant another try" }).click();
  await expect(desk.getByText("One more try is granted: it begins when they say so.")).toBeVisible();

  await page.getByRole("button", { name: "Look now" }).press("Enter");
  await page.getByRole("button", { name: "Take the test again" }).press("Enter");
  await expect(item(page)).toBeVisible();
  await answer(page, "4");
  await expect(page.getByRole("heading", { name: "You passed the test" })).toBeVisible();
  await pastGrace(page);
  await press(page, "Enter");
  await expect(header(page)).toContainText("0 of");

  expect(await labelUntilPaused(page)).toMatchObject({ warnings: 1 });
  await expect(stopped(page)).toBeVisible();
  const labeled = await db.judgment.count({ where: { studyId: study.id, purpose: "PRIMARY" } });
  expect(labeled).toBeGreaterThan(3);

  await desk.reload();
  await expect(desk.getByText("Paused by hidden gold")).toBeVisible();
  await expect(desk.getByText(/Try 2: 1 of 1 right, 1 needed: passed/)).toBeVisible();
  await desk.getByRole("button", { name: "Let them go on" }).click();
  await expect(desk.getByText("Paused by hidden gold")).toHaveCount(0);
  await page.getByRole("button", { name: "Look now" }).press("Enter");
  await expect(item(page)).toBeVisible();
  expect(await db.judgment.count({ where: { studyId: study.id, purpose: "PRIMARY" } })).toBe(labeled);
  await context.close();
});
