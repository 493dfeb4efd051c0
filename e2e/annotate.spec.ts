import { db } from "@/lib/db/client";
import { listViolations } from "./axe";
import { begin, header, item, pastGrace, press } from "./labeling-page";
import { labelItem, listAnswers, read, test } from "./labeling-study";
import { expect } from "./test";

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

test("nothing stands in the way of a screen reader or of weak eyes", async ({ page, study, pairs }) => {
  for (const one of [study, pairs]) {
    await page.goto(`/studies/${one.id}/annotate`);
    await page.getByRole("button", { name: "Start labeling" }).or(item(page)).first().waitFor();
    expect(await listViolations(page)).toEqual([]);
    await begin(page, one);
    expect(await listViolations(page)).toEqual([]);
  }
});
