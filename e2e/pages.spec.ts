import type { Page } from "@playwright/test";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";
import { listViolations } from "./axe";
import { expect, test } from "./test";

const unbroken = "https://example.org/".padEnd(220, "a");

/** Long identifiers, long texts, three people and a judge: everything that makes a page wide. */
async function makeWideStudy(user: { id: string }) {
  const study = await makePublishedStudy({ name: "A study with a long name, of the kind that a protocol has" });
  await makeMember(study, "OWNER", { user });
  const people = [await makeRater(study), await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, {
    kind: "JUDGE",
    origin: "IMPORTED",
    sourceName: "a-judge-with-a-long-name-of-2026-11-27",
  });
  const items: { id: string }[] = [];
  for (let place = 0; place < 12; place++) {
    const item = await makeItem(study, {
      externalId: `item-${place}-of-a-file-with-long-identifiers-${"x".repeat(60)}`,
      parts: [{ text: place === 0 ? unbroken : "Drink water and rest. ".repeat(400) }],
    });
    const verdict = place % 3 === 0 ? "unsafe" : "safe";
    for (const rater of people) await makeJudgment(rater, item, study.version, { verdict });
    await makeJudgment(judge, item, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
    items.push(item);
  }
  return { study, first: items[0]?.id ?? "" };
}

/** Waits for what streams in, and says by how much the page is wider than its window. */
async function readExcess(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Results, what is labeled, and everything else, so that no one test takes long. */
const groups: Record<string, (study: { id: string }, item: string) => string[]> = {
  results: ({ id }) =>
    ["", "/agreement", "/judges", "/models", "/pairs", "/exports"].map((place) => `/studies/${id}${place}`),
  items: ({ id }, item) =>
    ["/items", `/items/${item}`, "/import", "/protocol"].map((place) => `/studies/${id}${place}`),
  others: ({ id }) => [`/studies/${id}/raters`, `/studies/${id}/settings`, "/studies", "/studies/new", "/account"],
};

for (const [group, listUrls] of Object.entries(groups))
  test(`no page scrolls sideways or stands in anybody's way (${group})`, async ({ page, user }) => {
    test.slow();
    const { study, first } = await makeWideStudy(user);
    for (const url of listUrls(study, first)) {
      await page.goto(url);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await expect.poll(() => readExcess(page), { message: `${url} at ${width}` }).toBe(0);
      }
      expect(await listViolations(page), url).toEqual([]);
    }
  });

test("on a phone a table is a list: every figure stands behind its heading, and nothing scrolls", async ({
  page,
  user,
}) => {
  const { study, first } = await makeWideStudy(user);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const place of ["", "/items", "/raters", "/judges", "/agreement", `/items/${first}`]) {
    await page.goto(`/studies/${study.id}${place}`);
    expect(await readExcess(page), place).toBe(0);
    const wide = page.locator("table:visible").locator("xpath=..");
    for (const box of await wide.all())
      expect(await box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), place).toBe(0);
  }
  await page.goto(`/studies/${study.id}/items`);
  const headings = await page
    .getByRole("row")
    .nth(1)
    .locator("td")
    .evaluateAll((cells) =>
      cells
        .slice(1)
        .filter((cell) => cell.getClientRects().length > 0)
        .map((cell) => getComputedStyle(cell, "::before").content),
    );
  // What an item has not, condition and tier, takes no line.
  expect(headings).toEqual(['"Task"', '"Labels"']);
});
