import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { languageKeys, languages } from "@/lib/languages/languages";
import { expect, test } from "./test";

const widths = [1440, 390, 320];

/** Nothing is cut off or pushes the page sideways, and nothing keeps it from anybody. */
async function expectSound(page: Page) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang, `${page.url()} at ${width}`).toBe(0);
  }
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

test("a page comes in the language that the browser asks for, refusals too", async ({ browser }) => {
  const context = await browser.newContext({ locale: "de-DE", baseURL: process.env.BASE_URL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByLabel("E-Mail-Adresse").fill("nobody@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill("four random words here");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByText("E-Mail-Adresse oder Passwort ist falsch")).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Sprache" }).click();
  await page.getByRole("menuitemradio", { name: "Français" }).click();
  await expect(page.getByRole("heading", { name: "Se connecter" })).toBeVisible();
  await page.goto("/");
  await expectSound(page);
  await context.close();
});

test("a person chooses their language, which stays with the account, and every language fits", async ({
  page,
  user,
}) => {
  await page.goto("/account");
  for (const language of languageKeys.toReversed()) {
    await page.locator("select").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", languages[language].tag);
    await expectSound(page);
  }
  await page.locator("select").selectOption("zh");
  await expect(page.getByRole("heading", { name: "账户" })).toBeVisible();
  expect(await db.user.findUnique({ where: { id: user.id }, select: { language: true } })).toEqual({ language: "zh" });
});
