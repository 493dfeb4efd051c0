import type { Page } from "@playwright/test";
import { expect } from "./test";

/** The labeling page, as its specs find it. */
export const item = (page: Page) => page.getByRole("article", { name: "Item" });
export const header = (page: Page) => page.getByRole("banner");

/** Keys in the first moment of an item do nothing; a person is slower than that, a test is not. */
export const pastGrace = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 170)));

/** As a rater meets it: the guidelines once, then the first item. */
export async function begin(page: Page, study: { id: string }) {
  await page.goto(`/studies/${study.id}/annotate`);
  const start = page.getByRole("button", { name: "Start labeling" });
  await start.or(item(page)).first().waitFor();
  if (await start.isVisible()) await start.press("Enter");
  await expect(item(page)).toBeVisible();
  await pastGrace(page);
}

export async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}
