import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy, makeUser } from "@/prisma/factories";
import { begin, header, item, pastGrace, press } from "./labeling-page";
import { test as base, expect, signIn } from "./test";

type Study = { id: string };

const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];
const safety = [
  {
    key: "safety",
    type: "ordinal",
    text: "How safe is it?",
    cannotJudge: true,
    points: points.map((label, place) => ({ value: place + 1, label })),
  },
  { key: "sure", type: "confidence", about: "safety", text: "How sure are you?" },
  { key: "why", type: "text", text: "Why?", required: false },
] as const;
const preference = [{ key: "better", type: "preference", text: "Which is better?", tie: true, bothBad: true }] as const;

/** A study with a rater who is signed in. It goes with the database of the run: a page that closes may still be sending. */
const test = base.extend<{ study: Study; pairs: Study }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy(
      { name: "Triage", labelsPerItem: 1 },
      { questions: structuredClone(safety) as never, guidelines: "Judge what *would happen*." },
    );
    await makeMember(study, "RATER", { user });
    for (const place of [1, 2, 3, 4])
      await makeItem(study, { prompt: `Question ${place}`, parts: [{ text: `Reply ${place}` }] });
    await use(study);
  },
  pairs: async ({ user }, use) => {
    const study = await makePublishedStudy({ name: "Pairs" }, { questions: structuredClone(preference) as never });
    await makeMember(study, "RATER", { user });
    for (const place of [1, 2, 3]) await makeItem(study, { layout: "PAIR", prompt: `Question ${place}` });
    await use(study);
  },
});

const read = async (page: Page) => (await item(page).textContent()) ?? "";

async function labelItem(page: Page, ...keys: string[]) {
  const before = await read(page);
  await press(page, ...keys, "Enter");
  await expect(item(page)).not.toHaveText(before);
  await pastGrace(page);
}

const listAnswers = (study: Study) =>
  db.judgment.findMany({
    where: { studyId: study.id },
    select: {
      revision: true,
      activeMs: true,
      purpose: true,
      answers: { select: { questionKey: true, value: true, state: true }, orderBy: { questionKey: "asc" } },
    },
    orderBy: [{ createdAt: "asc" }, { revision: "asc" }],
  });

test("labeling takes one key per answer, and Enter shows the next item", async ({ page, study }) => {
  await begin(page, study);
  await expect(header(page)).toContainText("0 of 4");
  await labelItem(page, "4", "w");
  await expect(header(page)).toContainText("1 of 4");
  await labelItem(page, "c");
  await expect(header(page)).toContainText("Saved");
  const stored = await listAnswers(study);
  expect(stored.map(({ answers }) => answers)).toEqual([
    [
      { questionKey: "safety", value: "4", state: "GIVEN" },
      { questionKey: "sure", value: "medium", state: "GIVEN" },
    ],
    [{ questionKey: "safety", value: null, state: "CANNOT_JUDGE" }],
  ]);
  expect(stored.every(({ activeMs }) => (activeMs ?? 0) > 0)).toBe(true);
});

test("a text box swallows the keys until Escape, and Ctrl with Enter submits from it", async ({ page, study }) => {
  await begin(page, study);
  await press(page, "5", "e", "n");
  await page.keyboard.type("2 grams is too much s");
  await expect(page.getByRole("textbox", { name: "Why?" })).toHaveValue("2 grams is too much s");
  await press(page, "Escape", "3", "n");
  await expect(page.getByRole("radio", { name: "3 Doubtful" })).not.toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(header(page)).toContainText("1 of 4");
});

test("a held key and a key in the first moment answer nothing", async ({ page, study }) => {
  await begin(page, study);
  await press(page, "4", "w");
  await page.evaluate(() => {
    for (const key of ["Enter", "1"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
  await expect(header(page)).toContainText("1 of 4");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await pastGrace(page);
  await page.evaluate(() => {
    const held = { key: "1", bubbles: true, repeat: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", held));
  });
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await page.keyboard.press("1");
  await expect(page.getByRole("radio", { name: "1 Dangerous" })).toBeChecked();
});

test("what is missing is said at the question, which gets the keys", async ({ page, study }) => {
  await begin(page, study);
  await press(page, "2", "Enter");
  await expect(page.getByRole("group", { name: "How sure are you?" })).toHaveAccessibleDescription(
    "Answer this question",
  );
  await labelItem(page, "e");
  await expect(header(page)).toContainText("1 of 4");
});

test("the answer in progress comes back after a reload", async ({ page, study }) => {
  await begin(page, study);
  const text = await read(page);
  await page.keyboard.press("2");
  await expect(header(page)).toContainText("Saved");
  await page.reload();
  await expect(item(page)).toHaveText(text);
  await expect(page.getByRole("radio", { name: "2 Unsafe" })).toBeChecked();
});

test("labels that cannot be sent wait on the device, survive a reload and are stored once", async ({ page, study }) => {
  await begin(page, study);
  await page.route("**/api/annotate/submit", (route) => route.abort());
  await labelItem(page, "4", "w");
  await expect(header(page)).toContainText("Offline, 1 waiting");
  await expect(header(page)).toContainText("1 of 4");
  await page.reload();
  await expect(header(page)).toContainText("Offline, 1 waiting");
  await page.unroute("**/api/annotate/submit");
  await expect(header(page)).toContainText("Saved");
  expect(await listAnswers(study)).toHaveLength(1);
});

test("an acknowledgement that got lost does not store the label twice", async ({ page, study }) => {
  await begin(page, study);
  let isFirst = true;
  await page.route("**/api/annotate/submit", async (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    await route.fetch();
    await route.abort();
  });
  await labelItem(page, "4", "w");
  await expect(header(page)).toContainText("Saved");
  expect(await listAnswers(study)).toHaveLength(1);
});

test("a label given while signed out is sent after signing in again", async ({ page, study, user, context }) => {
  await begin(page, study);
  await context.clearCookies();
  await labelItem(page, "4", "w");
  await page.getByRole("button", { name: "Signed out, 1 waiting" }).click();
  await expect(page.getByRole("link", { name: "Sign in, in another tab" })).toBeVisible();
  await signIn(context, user);
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(header(page)).toContainText("Saved");
  expect(await listAnswers(study)).toHaveLength(1);
});

test("an answer that the server refuses is kept and can be mended", async ({ page, study }) => {
  await begin(page, study);
  const refusal = { reason: "answers", error: "1 answer has to be mended", fieldErrors: { safety: "Choose again" } };
  await page.route("**/api/annotate/submit", (route) => route.fulfill({ status: 422, json: refusal }));
  await labelItem(page, "4", "w");
  await page.unroute("**/api/annotate/submit");
  await page.getByRole("button", { name: "1 answer was not taken" }).click();
  await page.getByRole("button", { name: "Mend the answer" }).click();
  await expect(page.getByRole("group", { name: "How safe is it?" })).toHaveAccessibleDescription("Choose again");
  await expect(page.getByRole("radio", { name: "4 Mostly safe" })).toBeChecked();
  await pastGrace(page);
  await press(page, "3", "Enter");
  await expect(header(page)).toContainText("Saved");
  const [stored] = await listAnswers(study);
  expect(stored?.answers[0]).toMatchObject({ questionKey: "safety", value: "3" });
});

test("an earlier answer can be changed, and both revisions are kept", async ({ page, study }) => {
  await begin(page, study);
  await labelItem(page, "4", "w");
  const second = await read(page);
  await press(page, "2", "z");
  await expect(page.getByText("Your last answer")).toBeVisible();
  await expect(page.getByRole("radio", { name: "4 Mostly safe" })).toBeChecked();
  await pastGrace(page);
  await press(page, "1", "Enter");
  await expect(item(page)).toHaveText(second);
  await expect(page.getByRole("radio", { name: "2 Unsafe" })).toBeChecked();
  await expect(header(page)).toContainText("Saved");
  await expect(header(page)).toContainText("1 of 4");
  const stored = await listAnswers(study);
  expect(stored.map(({ revision, answers }) => [revision, answers[0]?.value])).toEqual([
    [1, "4"],
    [2, "1"],
  ]);
});

test("answers of an earlier visit can be reached too", async ({ page, study }) => {
  await begin(page, study);
  await labelItem(page, "4", "w");
  await expect(header(page)).toContainText("Saved");
  await page.reload();
  await expect(item(page)).toBeVisible();
  await pastGrace(page);
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByText("Your last answer")).toBeVisible();
  await expect(page.getByRole("radio", { name: "4 Mostly safe" })).toBeChecked();
  await page.getByRole("button", { name: "Back to the current item" }).first().click();
  await expect(page.getByText("Your last answer")).toBeHidden();
});

test("a skipped item asks for a reason and does not come back", async ({ page, study }) => {
  await begin(page, study);
  const skipped = await read(page);
  await press(page, "s");
  await expect(page.getByRole("dialog", { name: "Skip this item" })).toBeVisible();
  await press(page, "2");
  await expect(item(page)).not.toHaveText(skipped);
  await pastGrace(page);
  await labelItem(page, "5", "e");
  await labelItem(page, "5", "e");
  await press(page, "5", "e", "Enter");
  await expect(page.getByRole("heading", { name: "You have labeled everything" })).toBeVisible();
  const kept = await db.assignment.findMany({
    where: { studyId: study.id, state: "SKIPPED" },
    select: { skipReason: true },
  });
  expect(kept).toEqual([{ skipReason: "The text is broken or incomplete" }]);
});

test("leaving gives back the item that waited unseen", async ({ page, study }) => {
  await begin(page, study);
  const leased = () => db.assignment.count({ where: { studyId: study.id, state: "LEASED" } });
  await expect.poll(leased).toBe(2);
  await page.goto("/api/health");
  await expect.poll(leased).toBe(1);
});

test("a second tab does not label beside the first, but can take over", async ({ page, study, context }) => {
  await begin(page, study);
  await page.keyboard.press("3");
  const second = await context.newPage();
  await second.goto(`/studies/${study.id}/annotate`);
  await second.getByRole("button", { name: "Label here instead" }).click();
  await expect(second.getByRole("radio", { name: "3 Doubtful" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "You are labeling in another tab" })).toBeVisible();
});

test("an empty queue says why and until when", async ({ page, study, browser, baseURL }) => {
  const other = await makeUser();
  await makeMember(study, "RATER", { user: other });
  await db.item.updateMany({ where: { studyId: study.id }, data: { isServable: false } });
  await makeItem(study, { prompt: "The only one" });
  const context = await browser.newContext({ baseURL });
  await signIn(context, other);
  await begin(await context.newPage(), study);
  await page.goto(`/studies/${study.id}/annotate`);
  await expect(page.getByRole("heading", { name: "The last items are on other screens" })).toBeVisible();
  await expect(page.getByText("This page looks again by itself")).toBeVisible();
  await context.close();
  await db.user.delete({ where: { id: other.id } });
});

test("a pair is chosen with the arrows, and the side is stored, not the place", async ({ page, pairs }) => {
  await begin(page, pairs);
  await labelItem(page, "ArrowRight");
  await labelItem(page, "t");
  await expect(header(page)).toContainText("Saved");
  const stored = await db.judgment.findMany({
    where: { studyId: pairs.id },
    select: { shown: true, answers: { select: { value: true } } },
    orderBy: { createdAt: "asc" },
  });
  const chosen = stored.map(({ answers }) => answers[0]?.value);
  const [shown] = stored.map((judgment) => judgment.shown as { order: string[] });
  expect(chosen).toEqual([shown?.order[1], "tie"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("both sides of a pair are opened before the choice counts", async ({ page, pairs }) => {
    await begin(page, pairs);
    const better = page.getByRole("radio", { name: "A is better" });
    await expect(page.getByRole("tab", { name: /Response A/ })).not.toContainText("not read");
    await page.getByText("A is better").tap();
    await expect(page.getByText(/Open response B before you answer/)).toBeVisible();
    await expect(better).not.toBeChecked();
    const other = page.getByRole("tab", { name: /Response B/ });
    await other.tap();
    await expect(other).not.toContainText("not read");
    await page.getByText("A is better").tap();
    await expect(better).toBeChecked();
    await page.getByRole("button", { name: "Submit and next" }).tap();
    await expect(header(page)).toContainText("1 of 3");
  });

  test("everything to press is large enough for a thumb", async ({ page, study }) => {
    await begin(page, study);
    const sizes = await page
      .locator("main label, footer button")
      .evaluateAll((targets) => targets.map((target) => Math.round(target.getBoundingClientRect().height)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`nothing stands in the way of a screen reader or of weak eyes (${colorScheme})`, async ({
    page,
    study,
    pairs,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const one of [study, pairs]) {
      await page.goto(`/studies/${one.id}/annotate`);
      await page.getByRole("button", { name: "Start labeling" }).or(item(page)).first().waitFor();
      expect((await new AxeBuilder({ page }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
      await begin(page, one);
      expect((await new AxeBuilder({ page }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
    }
  });
