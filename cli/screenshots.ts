import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";
import { findChromium } from "@/cli/testing/find-chromium";
import { startApp } from "@/cli/testing/start-app";

/** Takes the pictures of the README from the demo studies of a fresh app. `npm run screenshots` writes docs/images. */
const folder = join(import.meta.dirname, "../docs/images");

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function becomeOwner(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: desktop, colorScheme: "light" })).newPage();
  await page.goto(link);
  await page.getByLabel("Name").fill("Olga Owner");
  await page.getByLabel("E-mail address").fill("olga@example.org");
  await page.getByLabel("Password").fill("four random words kept");
  await page.getByRole("button", { name: "Create the owner's account" }).click();
  await page.waitForURL(/\/studies/);
  return page;
}

async function shoot(page: Page, path: string, name: string) {
  await page.goto(path, { waitUntil: "networkidle" });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  console.log(`docs/images/${name}.png`);
}

/** Keys in the first moment of an item do nothing, so that it is pressed until it is taken. */
async function answerFirst(page: Page) {
  const chosen = page.getByRole("radio", { checked: true }).first();
  await expect(async () => {
    await page.keyboard.press("2");
    await expect(chosen).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** As a visitor of a demo meets it, with the first question answered. */
async function shootLabeling(
  browser: Browser,
  url: string,
  card: string,
  name: string,
  look: { isDark?: boolean; isPhone?: boolean },
) {
  const viewport = look.isPhone ? phone : desktop;
  const context = await browser.newContext({ viewport, colorScheme: look.isDark ? "dark" : "light" });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("listitem").filter({ hasText: card }).getByRole("button").click();
  await page.waitForURL(/\/annotate/);
  const start = page.getByRole("button", { name: "Start labeling" });
  const item = page.getByRole("article", { name: "Item" });
  await start.or(item).first().waitFor();
  if (await start.isVisible()) await start.click();
  await item.waitFor();
  if (!look.isPhone) await answerFirst(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  console.log(`docs/images/${name}.png`);
  await context.close();
}

async function shootAll(browser: Browser, url: string, setUpUrl: string) {
  await shootLabeling(browser, url, "Is it safe?", "annotate", {});
  await shootLabeling(browser, url, "Who said it?", "who-said-it", { isDark: true });
  await shootLabeling(browser, url, "Is it safe?", "annotate-phone", { isPhone: true });
  const page = await becomeOwner(browser, setUpUrl);
  await page
    .getByRole("link", { name: /is it safe/i })
    .first()
    .click();
  await page.waitForURL(/\/studies\/[0-9a-f-]{36}/);
  const study = page.url().split("/").slice(0, 5).join("/");
  await shoot(page, study, "overview");
  await shoot(page, `${study}/agreement`, "agreement");
  await shoot(page, `${study}/judges`, "judges");
  await shoot(page, `${study}/protocol`, "protocol");
}

let setUpUrl = "";
const app = await startApp((line) => {
  console.log(line);
  setUpUrl ||= /https?:\S+\/setup\/\S+/.exec(line)?.[0] ?? "";
});
try {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: ["--no-sandbox"] });
  await shootAll(browser, app.url, setUpUrl);
  await browser.close();
} finally {
  await app.stop();
}
