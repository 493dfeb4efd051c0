import { db } from "@/lib/db/client";
import { makeItem, makeMember, makeUser } from "@/prisma/factories";
import { begin, item, pastGrace, press } from "./labeling-page";
import { labelItem, read, test } from "./labeling-study";
import { expect, signIn } from "./test";

test("a skipped item asks for a reason and does not come back", async ({ page, study }) => {
  await begin(page, study);
  const skipped = await read(page);
  await press(page, "s");
  await expect(page.getByRole("dialog", { name: "Skip this item" })).toBeVisible();
  await press(page, "2");
  await expect(item(page)).not.toHaveText(skipped);
  await pastGrace(page);
  await labelItem(page, "5", "e");
  await labelItem(page, "5", "e");
  await press(page, "5", "e", "Enter");
  await expect(page.getByRole("heading", { name: "You have labeled everything" })).toBeVisible();
  const kept = await db.assignment.findMany({
    where: { studyId: study.id, state: "SKIPPED" },
    select: { skipReason: true },
  });
  expect(kept).toEqual([{ skipReason: "The text is broken or incomplete" }]);
});

test("leaving gives back the item that waited unseen", async ({ page, study }) => {
  await begin(page, study);
  const leased = () => db.assignment.count({ where: { studyId: study.id, state: "LEASED" } });
  await expect.poll(leased).toBe(2);
  await page.goto("/api/health");
  await expect.poll(leased).toBe(1);
});

test("a second tab does not label beside the first, but can take over", async ({ page, study, context }) => {
  await begin(page, study);
  await page.keyboard.press("3");
  const second = await context.newPage();
  await second.goto(`/studies/${study.id}/annotate`);
  await second.getByRole("button", { name: "Label here instead" }).click();
  await expect(second.getByRole("radio", { name: "3 Doubtful" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "You are labeling in another tab" })).toBeVisible();
});

test("an empty queue says why and until when", async ({ page, study, browser, baseURL }) => {
  const other = await makeUser();
  await makeMember(study, "RATER", { user: other });
  await db.item.updateMany({ where: { studyId: study.id }, data: { isServable: false } });
  await makeItem(study, { prompt: "The only one" });
  const context = await browser.newContext({ baseURL });
  await signIn(context, other);
  await begin(await context.newPage(), study);
  await page.goto(`/studies/${study.id}/annotate`);
  await expect(page.getByRole("heading", { name: "The last items are on other screens" })).toBeVisible();
  await expect(page.getByText("This page looks again by itself")).toBeVisible();
  await context.close();
  await db.user.delete({ where: { id: other.id } });
});
