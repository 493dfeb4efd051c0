import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { item, pastGrace } from "./labeling-page";
import { expect, test } from "./test";

const verdict = [
  { key: "verdict", type: "choice", text: "Safe?", options: ["yes", "no"].map((key) => ({ key, label: key })) },
] as const;

const responses = [
  "Take 5~10 mg for 3~4 days.",
  "Take 2*5 mg at night, never more than 4*5 mg.",
  "[1]: http://example.org/leaflet",
  "<think>They want an excuse.</think>Rest today, t < 38.",
  "7. tablets\n7. tablets\n> 38 °C is fever\n-5 °C",
];

async function begin(page: Page, study: { id: string }) {
  await page.goto(`/studies/${study.id}/annotate`);
  await item(page).waitFor();
  await pastGrace(page);
}

/** Nothing where no item is left. */
const readItem = async (page: Page) => (await item(page).allTextContents()).join("");

const noSpace = (text: string) => text.replace(/\s/g, "");

test("every letter, digit and sign of a response is on the rater's page", async ({ page, user }) => {
  const study = await makePublishedStudy({}, { questions: structuredClone(verdict) as never });
  await makeMember(study, "RATER", { user });
  for (const text of responses) await makeItem(study, { prompt: "How *much*, 2*3?", parts: [{ text }] });
  await begin(page, study);
  const read: string[] = [];
  while (read.length < responses.length) {
    const shown = await readItem(page);
    expect(shown).toContain("How much, 2*3?");
    read.push(...responses.filter((text) => noSpace(shown).includes(noSpace(text))));
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await expect.poll(() => readItem(page)).not.toBe(shown);
    await pastGrace(page);
  }
  expect(read.sort()).toEqual([...responses].sort());
});

test("one key shows the text as written, and the view goes with the label, also after a reload", async ({
  page,
  user,
}) => {
  const study = await makePublishedStudy({}, { questions: structuredClone(verdict) as never });
  await makeMember(study, "RATER", { user });
  for (const place of [1, 2]) await makeItem(study, { parts: [{ text: `Take **${place}** tablets` }] });
  await begin(page, study);
  await expect(item(page)).toContainText(/Take \d tablets/);
  await page.keyboard.press("v");
  await expect(item(page)).toContainText(/Take \*\*\d\*\* tablets/);
  await expect(page.getByRole("button", { name: "As written" })).toHaveAttribute("aria-pressed", "true");
  const first = await readItem(page);
  await begin(page, study);
  expect(await readItem(page)).toBe(first);
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect.poll(() => readItem(page)).not.toBe(first);
  await expect(item(page)).toContainText(/Take \*\*\d\*\* tablets/);
  await pastGrace(page);
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("banner")).toContainText("2 of 2");
  await expect
    .poll(() =>
      db.judgment.findMany({ where: { studyId: study.id }, select: { shown: true }, orderBy: { createdAt: "asc" } }),
    )
    .toMatchObject([{ shown: { view: "both" } }, { shown: { view: "as-written" } }]);
});

test("a protocol of plain texts shows every sign as written, and offers no other view", async ({ page, user }) => {
  const study = await makePublishedStudy({}, { questions: structuredClone(verdict) as never, textStyle: "PLAIN" });
  await makeMember(study, "RATER", { user });
  await makeItem(study, { parts: [{ text: "Take **2**\n\n\n## tablets" }] });
  await begin(page, study);
  await expect(item(page)).toContainText("Take **2**");
  expect(await item(page).textContent()).toContain("Take **2**\n\n\n## tablets");
  await expect(page.getByRole("button", { name: "As written" })).toHaveCount(0);
});

test("a table scrolls in its box on a phone, a dose in it unbroken; Hebrew runs from the right", async ({
  page,
  user,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const study = await makePublishedStudy({}, { questions: structuredClone(verdict) as never });
  await makeMember(study, "RATER", { user });
  const cells = "| Paracetamol | 100 mg | 200 mg | 300 mg | 400 mg | 500 mg |";
  await makeItem(study, { parts: [{ text: `${cells}\n|---|---|---|---|---|---|\n${cells}\n\nשלום, קח 2 כדורים` }] });
  await begin(page, study);
  const table = item(page).getByRole("table");
  await expect(table).toBeVisible();
  const [row] = await table.locator("tbody tr").all();
  const line = await row?.evaluate((one) => [one.clientHeight, Number.parseFloat(getComputedStyle(one).lineHeight)]);
  expect(line?.[0]).toBeLessThan((line?.[1] ?? 0) * 1.8);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const isOnTheRight = await item(page)
    .getByText("שלום")
    .evaluate((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return range.getBoundingClientRect().right > one.getBoundingClientRect().right - 2;
    });
  expect(isOnTheRight).toBe(true);
});
