import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeMember, makePublishedStudy, makeUser } from "@/prisma/factories";
import { test as base, removeStudy, signIn } from "./test";

export const password = "four random words here";

export type Study = Awaited<ReturnType<typeof makePublishedStudy>>;
export type Owned = { study: Study; page: Page };

/** A study whose owner, an owner of the installation too, is signed in on `page`. Everything goes when the spec ends. */
export const test = base.extend<{ owned: Owned; guest: BrowserContext; thirdParty: BrowserContext }>({
  owned: async ({ context, page }, use) => {
    const owner = await makeUser({ name: "Mira Albrecht", isOwner: true });
    const study = await makePublishedStudy({ name: "Triage advice", labelsPerItem: 2 });
    await makeMember(study, "OWNER", { user: owner });
    await signIn(context, owner);
    await use({ study, page });
    await db.judgment.deleteMany({ where: { studyId: study.id } });
    await db.assignment.deleteMany({ where: { studyId: study.id } });
    await removeStudy(study.id);
    await db.user.delete({ where: { id: owner.id } });
  },
  /** Somebody else's browser. */
  guest: async ({ browser, baseURL }, use) => useBrowser(browser, baseURL, use),
  /** And a third one. */
  thirdParty: async ({ browser, baseURL }, use) => useBrowser(browser, baseURL, use),
});

async function useBrowser(
  browser: Browser,
  baseURL: string | undefined,
  use: (context: BrowserContext) => Promise<void>,
) {
  const context = await browser.newContext({ baseURL });
  await use(context);
  await context.close();
}

export async function invite(page: Page, study: Study, given: { role?: string; note?: string; people?: number } = {}) {
  await page.goto(`/studies/${study.id}/raters`);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  if (given.role) await dialog.getByLabel("Role", { exact: true }).selectOption({ label: given.role });
  await dialog.getByLabel("How many people").fill(String(given.people ?? 1));
  await dialog.getByLabel("Note to yourself").fill(given.note ?? "");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  return dialog.getByLabel("Send this link").inputValue();
}

export async function join(page: Page, link: string, name: string) {
  const email = `${randomUUID()}@example.org`;
  await page.goto(link);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  return email;
}

export async function enterCredentials(page: Page, email: string, secret: string) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}
