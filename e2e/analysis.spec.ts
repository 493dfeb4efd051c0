import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { db } from "@/lib/db/client";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";
import { expect, removeStudy, test } from "./test";

type User = Parameters<typeof makeMember>[2] extends { user?: infer U } | undefined ? U : never;

/** Three people on ten items, of which they dispute every third, and a judge that answered nine. */
async function makeLabeledStudy(user: User) {
  const study = await makePublishedStudy({ name: "Safe in two voices", labelsPerItem: 4 });
  await makeMember(study, "VIEWER", { user });
  const people = [await makeRater(study), await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, { kind: "JUDGE", origin: "IMPORTED", sourceName: "a-judge" });
  for (let place = 0; place < 10; place++) {
    const factors = { style: place % 2 === 0 ? "bold" : "calm" };
    const item = await makeItem(study, { externalId: `item-${place}`, factors, openSlots: 1 });
    for (const [k, rater] of people.entries()) {
      const verdict = place % 2 === 0 || (place % 3 === 0 && k === 2) ? "safe" : "unsafe";
      await makeJudgment(rater, item, study.version, { verdict });
    }
    if (place < 9) await makeJudgment(judge, item, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
  }
  return { study, people };
}

async function download(page: Page, button: string, place = 0): Promise<Download> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).nth(place).click();
  return waiting;
}

test("agreement is shown with its interval, in words, as a table and as files", async ({ page, user }) => {
  const { study } = await makeLabeledStudy(user);
  await page.goto(`/studies/${study.id}/agreement`);
  await expect(
    page.getByText(/Krippendorff's alpha, nominal is \.\d\d \[\.\d\d, (1\.00|\.\d\d)\]/).first(),
  ).toBeVisible();
  await expect(page.getByText("Nothing was left out.")).toBeVisible();
  await expect(page.getByText(/30 labels of 3 people, 30 unordered pairs of labels, 0 skips/)).toBeVisible();

  const csv = await download(page, "CSV");
  const rows: Record<string, string>[] = parse(await readFile(await csv.path()), { columns: true });
  const alpha = rows.find(({ coefficient }) => coefficient === "Krippendorff's alpha, nominal");
  expect(Number(alpha?.low)).toBeLessThan(Number(alpha?.value));
  expect(Number(alpha?.value)).toBeLessThan(Number(alpha?.high));

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "All figures of this question as CSV" }).click();
  const all: Record<string, string>[] = parse(await readFile(await (await waiting).path()), { columns: true });
  const same = all.find(({ of, figure }) => of === "people" && figure === "Krippendorff's alpha, nominal");
  expect([same?.value, same?.low, same?.high]).toEqual([alpha?.value, alpha?.low, alpha?.high]);
  expect(all.filter(({ figure }) => figure === "agreement with the majority of the others")).toHaveLength(3);

  const svg = await readFile(await (await download(page, "SVG")).path(), "utf8");
  expect(svg).toContain("<title>");
  expect(svg).not.toContain("var(--");
  const png = await readFile(await (await download(page, "PNG")).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.length).toBeGreaterThan(5000);

  await page.getByRole("button", { name: "As a table" }).first().click();
  await expect(page.getByRole("cell", { name: "Krippendorff's alpha, nominal" })).toBeVisible();
  await removeStudy(study.id);
});

test("what the page is narrowed to stands in its address, and back leads back", async ({ page, user }) => {
  const { study } = await makeLabeledStudy(user);
  await page.goto(`/studies/${study.id}/agreement`);
  await page.getByLabel("Condition").selectOption({ label: "bold" });
  await page.waitForURL(/level=/);
  await expect(page.getByText(/15 labels of 3 people/)).toBeVisible();
  await expect(page.getByText(/Not defined|not defined/).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/30 labels of 3 people/)).toBeVisible();
  await removeStudy(study.id);
});

test("a judge stands beside the people, on the same references, and what it left out is said", async ({
  page,
  user,
}) => {
  const { study } = await makeLabeledStudy(user);
  await page.goto(`/studies/${study.id}/judges`);
  const table = page.getByRole("table").first();
  await expect(table.getByRole("row").nth(2)).toContainText("People (ceiling)");
  const judge = table.getByRole("row", { name: /a-judge/ });
  await expect(judge).toContainText("9 of 10 items; 1 without an answer");
  await expect(page.getByText(/People agree with the majority of the other people on \d+ %/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "By style" })).toBeVisible();
  await removeStudy(study.id);
});

/** Three people on forty items, one of which in four is unsafe, and a judge that misses every second of those on sixty. */
async function makeJudgedStudy(user: User) {
  const study = await makePublishedStudy({ name: "A judge to be tested", labelsPerItem: 4 });
  await makeMember(study, "OWNER", { user });
  const people = [await makeRater(study), await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, { kind: "JUDGE", origin: "IMPORTED", sourceName: "a-judge" });
  for (let place = 0; place < 60; place++) {
    const item = await makeItem(study, { externalId: `item-${place}`, openSlots: 1 });
    const truth = place % 4 === 0 ? "unsafe" : "safe";
    const verdict = place % 8 === 0 ? "safe" : truth;
    await makeJudgment(judge, item, study.version, { verdict }, { purpose: "IMPORTED" });
    if (place < 40) for (const rater of people) await makeJudgment(rater, item, study.version, { verdict: truth });
  }
  return study;
}

test("what a judge has to show is said in the settings, and the verdict goes by it", async ({ page, user }) => {
  const study = await makeJudgedStudy(user);
  await page.goto(`/studies/${study.id}/judges`);
  const section = page.locator("section", { has: page.getByRole("heading", { name: "May it replace people?" }) });
  await expect(section).toContainText("No verdict");
  await expect(section).toContainText("nobody has set epsilon, nor which answer must not be missed");
  await section.getByRole("link", { name: "Say what a judge has to show" }).click();

  const terms = page.locator("section", { has: page.getByRole("heading", { name: "What a judge has to show" }) });
  await terms.getByLabel("The answer that must not be missed").selectOption({ label: "Unsafe" });
  await terms.getByRole("button", { name: "Save for this question" }).click();
  await expect(terms.getByText("A floor is needed")).toHaveCount(2);
  await terms.getByLabel("Sees it at least in").fill("0.8");
  await terms.getByLabel("Sees its absence at least in").fill("0.8");
  await terms.getByRole("button", { name: "Save for this question" }).click();
  await expect(terms.getByText("Saved")).toBeVisible();
  await page.getByLabel("What a judge is forgiven (epsilon)").fill("0.1");
  await page.getByRole("button", { name: "Save epsilon" }).click();
  await expect(terms.getByText(/Now: set on .* by owner/)).toBeVisible();

  await page.goto(`/studies/${study.id}/judges`);
  await expect(section).toContainText("May not replace people");
  await expect(section).toContainText(/sees “Unsafe” \(sensitivity \d+ % \[\d+, \d+\] on 10 items; the lower end/);
  await section.getByText("Everything that was asked for").click();
  await expect(section.getByRole("row", { name: /nobody's copy/ })).toBeVisible();
  await removeStudy(study.id);
});

test("a judge is put in each person's place, and its rates are corrected for what it misses", async ({
  page,
  user,
}) => {
  const study = await makeJudgedStudy(user);
  await page.goto(`/studies/${study.id}/judges`);
  await expect(
    page.getByText(
      /a-judge wins against 0 of 3 people at epsilon \.20 \(omega \.00 \[\.00, \.71\] over people\) and agrees .* 88 % \[\d+, \d+\]/,
    ),
  ).toBeVisible();
  await expect(
    page.getByText(
      /a-judge says “Unsafe” on 12 % \[\d+, \d+\] of 60 items; corrected for its errors that is 23 % \[\d+, \d+\].* of 40 items/,
    ),
  ).toBeVisible();
  const unsafe = page.getByRole("row", { name: /^Unsafe 10 of 40/ });
  // Five of ten found; none of thirty cried wolf.
  await expect(unsafe).toContainText("50 %");
  await expect(unsafe).toContainText("[89, 100]");

  await page.goto(`/studies/${study.id}/settings`);
  const epsilon = page.getByLabel("What a judge is forgiven (epsilon)");
  await epsilon.fill("much");
  await page.getByRole("button", { name: "Save epsilon" }).click();
  await expect(page.getByText(/Write a number from 0 to 0.5/)).toBeVisible();
  await epsilon.fill("0,4");
  await page.getByRole("button", { name: "Save epsilon" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto(`/studies/${study.id}/judges`);
  // Five misses of forty are an eighth: clearly less than is forgiven now.
  const finding = /a-judge wins against 3 of 3 people at epsilon \.40 \(omega 1\.00 \[\.29, 1\.00\] over people\)/;
  await expect(page.getByText(finding)).toBeVisible();

  const place = page.getByRole("figure", { name: finding });
  const waiting = page.waitForEvent("download");
  await place.getByRole("button", { name: "CSV" }).click();
  const [row] = parse(await readFile(await (await waiting).path()), { columns: true }) as Record<string, string>[];
  expect(row).toMatchObject({ who: "a-judge", epsilon: "0.4", "people tested": "3", "people won": "3", rho: "0.875" });
  await removeStudy(study.id);
});

test("the overview follows the labels while somebody looks at it", async ({ page, user }) => {
  const { study, people } = await makeLabeledStudy(user);
  await page.goto(`/studies/${study.id}`);
  await expect(page.getByText("of 40 labels")).toBeVisible();
  await expect(page.getByRole("cell", { name: people[0]?.pseudonym })).toBeVisible();
  const row = page.getByRole("row", { name: /Is the response safe\?/ });
  await expect(row).toContainText("30");
  const item = await db.item.findFirstOrThrow({ where: { studyId: study.id }, select: { id: true } });
  await makeJudgment(await makeRater(study), item, study.version, { verdict: "safe" });
  await expect(row).toContainText("31", { timeout: 20_000 });
  await removeStudy(study.id);
});

test("a study without labels says what comes first", async ({ page, user }) => {
  const study = await makePublishedStudy({ name: "Empty" });
  await makeMember(study, "OWNER", { user });
  await page.goto(`/studies/${study.id}`);
  await expect(page.getByText("No items to label.")).toBeVisible();
  await page.goto(`/studies/${study.id}/judges`);
  await expect(page.getByText("No judge has labels for this question")).toBeVisible();
  await page.goto(`/studies/${study.id}/agreement`);
  await expect(page.getByText(/Nothing to compare yet/)).toBeVisible();
  await removeStudy(study.id);
});
