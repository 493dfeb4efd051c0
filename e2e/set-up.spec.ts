import { ownerState } from "./owner-state";
import { expect, test } from "./test";

test("the link printed at first start makes the owner, once", async ({ page, browser }) => {
  const link = process.env.GRATA_SETUP_URL ?? "";
  await page.goto(link);
  await page.getByLabel("Name").fill("Olga Owner");
  await page.getByLabel("E-mail address").fill("olga@example.org");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create the owner's account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /12 characters/ })).toBeVisible();
  await page.getByLabel("Password").fill("four random words kept");
  await page.getByRole("button", { name: "Create the owner's account" }).click();
  await page.waitForURL(/\/studies/);
  await page.context().storageState({ path: ownerState });

  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText(/was used/)).toBeVisible();
  await expect(late.getByLabel("Password")).toHaveCount(0);
});
