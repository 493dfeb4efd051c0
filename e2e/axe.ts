import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

/** What a theme may change; everything else that axe knows is the same in both. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

async function read(page: Page, colorScheme: "light" | "dark") {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
  const axe = new AxeBuilder({ page }).exclude("nextjs-portal");
  const { violations } = await (colorScheme === "light" ? axe : axe.withRules(rulesOfColour)).analyze();
  return violations.map(({ id, nodes }) => `${colorScheme} ${id} ${nodes.map(({ html }) => html).join(" ")}`);
}

/** What axe finds on a page as it stands, light and dark without loading it anew. */
export const listViolations = async (page: Page) => [...(await read(page, "dark")), ...(await read(page, "light"))];
