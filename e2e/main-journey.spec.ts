import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { db } from "@/lib/db/client";
import { pastGrace } from "./labeling-page";
import { ownerState } from "./owner-state";
import { readZip } from "./read-zip";
import { expect, removeStudy, test } from "./test";

const expertise = join(import.meta.dirname, "../../shared/data/personaeval/Expertise.csv");
const judgeResult = join(import.meta.dirname, "../../shared/data/personaeval/Expertise_Qwen3-4B-Instruct-2507.csv");

const items = 16;

async function createStudy(page: Page) {
  await page.goto("/studies/new");
  await page.getByRole("radio", { name: /said/i }).check();
  await page.getByLabel("Name").fill("Who said it? Expertise");
  await page.getByLabel("Labels per item").fill("2");
  await page.getByRole("button", { name: "Create study" }).click();
  await page.waitForURL(/\/studies\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

async function importFile(page: Page, studyId: string, path: string) {
  await page.goto(`/studies/${studyId}/import`);
  await page.getByLabel("File", { exact: true }).setInputFiles(path);
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { name: /is imported/ })).toBeVisible();
}

async function publish(page: Page, studyId: string) {
  await page.goto(`/studies/${studyId}/protocol`);
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish/ })
    .click();
  await expect(page.getByText(/Version 1/).first()).toBeVisible();
}

async function open(page: Page, studyId: string) {
  await page.goto(`/studies/${studyId}/settings`);
  await page.getByRole("button", { name: "Open for labeling" }).click();
  await expect(page.getByText("Raters can label.")).toBeVisible();
}

async function invite(page: Page, studyId: string) {
  await page.goto(`/studies/${studyId}/raters`);
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByLabel("How many people").fill("2");
  await page.getByRole("button", { name: "Make the link" }).click();
  return page.getByLabel("Send this link").inputValue();
}

/** Accepts the invitation and labels every item, without touching the mouse. `choose` says which key an item gets. */
async function labelAll(browser: Browser, link: string, name: string, choose: (place: number) => string) {
  // Somebody else's browser: not the owner's cookies, which `use` would hand on.
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Name").focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(`${name.toLowerCase()}-${Date.now()}@example.org`);
  await page.keyboard.press("Tab");
  await page.keyboard.type("another four random words");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/annotate/);
  const banner = page.getByRole("banner");
  const start = page.getByRole("button", { name: "Start labeling" });
  await start
    .or(page.getByRole("article", { name: "Item" }))
    .first()
    .waitFor();
  if (await start.isVisible()) await page.keyboard.press("Enter");
  for (let done = 0; done < items; done++) {
    await expect(banner).toContainText(`${done} of ${items}`);
    await expect(page.getByRole("article", { name: "Item" })).toBeVisible();
    await pastGrace(page);
    await page.keyboard.press(choose(done));
    await page.keyboard.press("w");
    await page.keyboard.press("Enter");
  }
  await expect(banner).toContainText(`${items} of ${items}`);
  await expect(banner).toContainText("Saved");
  await context.close();
}

async function download(page: Page, studyId: string, section: string, button: string): Promise<Download> {
  await page.goto(`/studies/${studyId}/exports`);
  const waiting = page.waitForEvent("download");
  await page.locator(`#${section}`).getByRole("button", { name: button }).click();
  return waiting;
}

test.describe("the owner", () => {
  test.use({ storageState: ownerState });

  test("from an empty study to a dataset: import, blind labels by keyboard, agreement, judge, export", async ({
    page,
    browser,
  }) => {
    test.skip(!existsSync(expertise), "the shared folder with PersonaEval's Expertise track is not beside the project");
    test.setTimeout(240_000);
    const studyId = await createStudy(page);
    await publish(page, studyId);
    await importFile(page, studyId, expertise);
    await importFile(page, studyId, judgeResult);
    await open(page, studyId);
    const link = await invite(page, studyId);
    await labelAll(browser, link, "Anna", (place) => String((place % 5) + 1));
    await labelAll(browser, link, "Ben", (place) => String((place % 2) + 1));

    await page.goto(`/studies/${studyId}/agreement`);
    await expect(page.getByText(/16 items/).first()).toBeVisible();
    await expect(page.getByText(/32 labels/).first()).toBeVisible();
    await page.goto(`/studies/${studyId}/judges`);
    await expect(page.getByText(/9 of 15/).first()).toBeVisible();
    await expect(page.getByText(/1 unparsed/).first()).toBeVisible();

    const table = await download(page, studyId, "x3", "CSV table");
    const rows: Record<string, string>[] = parse(await readFile(await table.path()), { columns: true });
    const original: Record<string, string>[] = parse(await readFile(expertise), { columns: true, bom: true });
    expect(rows.map(({ prompt, gt }) => ({ prompt, gt }))).toEqual(original.map(({ prompt, gt }) => ({ prompt, gt })));

    const raw = await download(page, studyId, "x4", "JSON Lines");
    const records = (await readFile(await raw.path(), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.filter(({ kind }) => kind === "item")).toHaveLength(items);
    expect(JSON.stringify(records)).not.toContain("@example.org");

    await removeStudy(studyId);
  });
});

test("preferences leave as a PersonaFeedback dataset that can be read back", async ({ page, user }) => {
  const demo = await db.study.findFirstOrThrow({ where: { isDemo: true, items: { some: { layout: "PAIR" } } } });
  await db.membership.create({ data: { studyId: demo.id, userId: user.id, role: "RESEARCHER" } });
  const zip = await download(page, demo.id, "x1", "Zip with everything");
  const files = await readZip(await zip.path());
  const personas = files["persona/all_personas.jsonl"]?.trim().split("\n") ?? [];
  expect(personas.length).toBeGreaterThan(1);
  const rows = Object.entries(files)
    .filter(([path]) => /^data\/(general|spedific)\/(easy|medium|hard)\.jsonl$/.test(path))
    .flatMap(([, text]) => text.split("\n").filter(Boolean))
    .map((line) => JSON.parse(line));
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(["user_id", "question", "chosen", "reject"]);
    expect(Number(row.user_id)).toBeLessThanOrEqual(personas.length);
  }
});
