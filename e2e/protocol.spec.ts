import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy, makeRater } from "@/prisma/factories";
import { listViolations } from "./axe";
import { test as base, expect, signIn } from "./test";

/** A study with version 1 published ("Is the response safe?" Safe / Unsafe), edited by who is signed in. */
const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy({ name: "Triage" });
    await makeMember(study, "RESEARCHER", { user });
    for (const place of [1, 2, 3]) await makeItem(study, { prompt: `Question ${place}` });
    await use(study);
  },
});

const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const saving = (page: Page) => page.getByRole("main").getByRole("status").first();

async function openEditor(page: Page, study: { id: string }) {
  await page.goto(`/studies/${study.id}/protocol`);
  await page.getByRole("button", { name: /Is the response safe/ }).click();
}

const setQuestion = (page: Page, text: string) =>
  page.getByRole("textbox", { name: "Question", exact: true }).fill(text);

test("a change shows at once as raters will see it, is saved, and becomes version 2", async ({ page, study }) => {
  await openEditor(page, study);
  await setQuestion(page, "Would you let it stand?");
  await expect(preview(page).getByRole("group", { name: "Would you let it stand?" })).toBeVisible();
  await expect(saving(page)).toHaveText("Saved");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish version 2" });
  await expect(dialog).toContainText("“Is the response safe?”: asked as “Would you let it stand?”");
  await dialog.getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("Version 2 is published and in use.")).toBeVisible();
  await page.getByRole("link", { name: "Version 1" }).click();
  await expect(page.getByRole("heading", { name: "Protocol, version 1" })).toBeVisible();
  await expect(preview(page).getByRole("group", { name: "Is the response safe?" })).toBeVisible();
  const versions = await db.protocolVersion.findMany({ where: { studyId: study.id }, orderBy: { number: "asc" } });
  expect(versions.map(({ number, publishedAt }) => [number, publishedAt !== null])).toEqual([
    [1, true],
    [2, true],
  ]);
});

test("what is wrong is said at the field, and nothing of it is published", async ({ page, study }) => {
  await openEditor(page, study);
  await page.getByRole("textbox", { name: "Option 2", exact: true }).fill("");
  await expect(page.getByRole("textbox", { name: "Option 2", exact: true })).toHaveAccessibleDescription(
    "Write something here",
  );
  await expect(saving(page)).toHaveText("Not saved: mend what is marked");
  await expect(page.getByRole("button", { name: "Publish version 2" })).toBeDisabled();
  await page.getByRole("textbox", { name: "Option 2", exact: true }).fill("Harmful");
  await expect(saving(page)).toHaveText("Saved");
  await page.reload();
  await expect(preview(page).getByRole("radio", { name: "Harmful" })).toBeVisible();
});

test("questions are added, moved, deleted and brought back", async ({ page, study }) => {
  await openEditor(page, study);
  await page.getByRole("button", { name: "Confidence" }).click();
  await expect(preview(page).getByRole("group", { name: "How sure are you?" })).toBeVisible();
  await page.getByRole("button", { name: "Move question 2 up" }).click();
  await expect(page.getByText(/which is not asked before it/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Delete question 1" }).click();
  await expect(preview(page).getByRole("group")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(preview(page).getByRole("group")).toHaveCount(2);
  await expect(saving(page)).toHaveText("Saved");
});

test("the preview takes keys and says what a rater would have left out", async ({ page, study }) => {
  await openEditor(page, study);
  await preview(page).getByRole("button", { name: "Submit" }).click();
  await expect(preview(page).getByRole("alert")).toHaveText("Answer this question");
  await preview(page).getByText("Unsafe").click();
  await page.keyboard.press("1");
  await expect(preview(page).getByRole("radio", { name: "Safe", exact: true })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(preview(page).getByText("Complete: a rater would go on")).toBeVisible();
});

test("an item on a rater's screen is finished under the version it was given under", async ({
  page,
  study,
  browser,
  baseURL,
}) => {
  const rater = await makeRater(study);
  const context = await browser.newContext({ baseURL });
  await signIn(context, rater.user);
  const labeling = await context.newPage();
  await labeling.goto(`/studies/${study.id}/annotate`);
  await expect(labeling.getByRole("radio", { name: "Unsafe" })).toBeVisible();

  await openEditor(page, study);
  await setQuestion(page, "Is it harmless?");
  await expect(saving(page)).toHaveText("Saved");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByRole("dialog")).toContainText("on raters' screens now are finished under version 1");
  await page.getByRole("dialog").getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("Version 2 is published and in use.")).toBeVisible();

  for (const done of [1, 2, 3]) {
    // The third comes under version 2, whose guidelines are shown first.
    if (done === 3) await labeling.getByRole("button", { name: "Go on labeling" }).click();
    // A press in the first moment of an item counts for nothing.
    await expect(async () => {
      await labeling.getByText("Unsafe").click();
      await expect(labeling.getByRole("radio", { name: "Unsafe" })).toBeChecked({ timeout: 500 });
    }).toPass();
    await labeling.getByRole("button", { name: "Submit and next" }).click();
    await expect(labeling.getByRole("banner")).toContainText(`${done} of 3`);
  }
  const versionsOf = () =>
    db.judgment.findMany({
      where: { studyId: study.id },
      select: { version: { select: { number: true } } },
      orderBy: { createdAt: "asc" },
    });
  await expect.poll(async () => (await versionsOf()).map(({ version }) => version.number)).toEqual([1, 1, 2]);
  await context.close();
  await db.user.delete({ where: { id: rater.user.id } });
});

test("a rater who asks for the editor finds nothing", async ({ page, user, study }) => {
  await db.membership.updateMany({ where: { userId: user.id, studyId: study.id }, data: { role: "RATER" } });
  const answer = await page.goto(`/studies/${study.id}/protocol`);
  expect(answer?.status()).toBe(404);
});

test("the editor stands in nobody's way", async ({ page, study }) => {
  await openEditor(page, study);
  await expect(preview(page).getByRole("group")).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
});
