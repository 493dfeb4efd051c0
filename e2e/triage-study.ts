import type { BrowserContext, Page } from "@playwright/test";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { header, item, pastGrace } from "./labeling-page";
import { test as base, expect } from "./test";

export type Study = { id: string };

const points = ["Dangerous", "Doubtful", "Safe"].map((label, place) => ({ value: place + 1, label }));
export const question = { key: "safety", type: "ordinal", text: "How safe is it?", points } as const;
const guidelines = "Judge what would happen.\n\nIgnore the tone.";

/** A spec whose person labels a study of seven items with one question. */
export const test = base.extend<{ study: Study }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy(
      { name: "Triage" },
      { questions: [structuredClone(question)] as never, guidelines },
    );
    await makeMember(study, "RATER", { user });
    for (const place of [1, 2, 3, 4, 5, 6, 7])
      await makeItem(study, { prompt: `Question ${place}`, parts: [{ text: `Zq reply ${place}` }] });
    await use(study);
  },
});

export const stop = (page: Page, name: string) => page.getByRole("heading", { name });

/** Answers the item on screen, whatever comes after it. */
export async function answer(page: Page, key: string) {
  await pastGrace(page);
  await page.keyboard.press(key);
  await page.keyboard.press("Enter");
}

export async function labelItem(page: Page, key: string) {
  const before = (await item(page).textContent()) ?? "";
  await answer(page, key);
  await expect(item(page)).not.toHaveText(before);
  await pastGrace(page);
}

/** The same, until the server has it. */
export async function storeLabel(page: Page, key: string) {
  await labelItem(page, key);
  await expect(header(page)).toContainText("Saved");
}

/** Goes back to the last item by its key. */
export async function goBack(page: Page) {
  await pastGrace(page);
  await page.keyboard.press("z");
}

/** Everything this origin keeps in the browser's database, as text. */
export const readDevice = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("persona-grata");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const read = opening.result.transaction("labeling").objectStore("labeling").getAll();
          read.onsuccess = () => resolve(JSON.stringify(read.result));
        };
      }),
  );

/** Labels are under way until the returned function is called. */
export async function holdSubmits(where: BrowserContext | Page): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await where.route("**/api/annotate/submit", async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

export async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}
