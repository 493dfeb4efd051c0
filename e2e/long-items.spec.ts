import type { Locator, Page } from "@playwright/test";
import { listViolations } from "./axe";
import { begin, pastGrace, press } from "./labeling-page";
import { radio, ringWidth, scrollTop, test } from "./long-study";
import { expect } from "./test";

test("a long text is a stop of the keyboard that scrolls by Space, and the questions are one Tab away", async ({
  page,
  single,
}) => {
  await begin(page, single);
  await page.keyboard.press("Shift+Tab");
  const text = page.getByRole("region", { name: "Text of the item" });
  await expect(text).toBeFocused();
  expect(await ringWidth(page)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press("Space");
  await expect.poll(() => scrollTop(text)).toBeGreaterThan(300);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await press(page, "Tab", "4");
  await expect(radio(page, "4 Mostly safe")).toBeChecked();
  const before = await scrollTop(text);
  await page.keyboard.press("PageDown");
  await expect.poll(() => scrollTop(text)).toBeGreaterThan(before);
});

test("each of eight people beside a dialogue of sixty turns is reached by arrows, by key and by wheel", async ({
  page,
  candidates,
}) => {
  await begin(page, candidates);
  // They stand in an order of their own for every rater.
  const person = (place: number) => page.getByRole("radio").nth(place - 1);
  for (let place = 2; place <= 8; place++) {
    await page.keyboard.press("ArrowDown");
    await expect(person(place)).toBeChecked();
    await expect(person(place)).toBeInViewport({ ratio: 0.95 });
  }
  await page.keyboard.press("5");
  await expect(person(5)).toBeChecked();
  await expect(person(5)).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.press("1");
  await expect(person(1)).toBeInViewport({ ratio: 0.95 });
  await page.getByRole("form", { name: "Questions" }).hover();
  await page.mouse.wheel(0, 4000);
  await expect(person(8)).toBeInViewport({ ratio: 0.95 });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  /** Paragraphs that come into view are measured then, and may carry the box away from under the finger. */
  const tapIn = (box: Locator) =>
    expect(async () => {
      await box.tap();
      await expect(box).toBeFocused({ timeout: 1000 });
    }).toPass();
  const tab = (page: Page, letter: string) => page.getByRole("tab", { name: `Response ${letter}` });

  test("each side of a pair keeps its own place, and counts once it was in view", async ({ page, pair }) => {
    await begin(page, pair);
    const pane = page.getByRole("region", { name: "Item and questions" });
    await expect(tab(page, "A")).not.toContainText("not read");
    await pane.evaluate((element) => element.scrollTo(0, 2500));
    await tab(page, "B").tap();
    const [panel, bar] = [page.getByRole("tabpanel", { name: "Response B" }), page.getByRole("tablist")];
    const gap = async () => ((await panel.boundingBox())?.y ?? 0) - ((await bar.boundingBox())?.y ?? 0);
    await expect(panel).toBeVisible();
    expect(await gap()).toBeGreaterThan(40);
    expect(await gap()).toBeLessThan(90);
    await expect(tab(page, "B")).not.toContainText("not read");
    await pane.evaluate((element) => element.scrollBy(0, 900));
    const place = await scrollTop(pane);
    await tab(page, "A").tap();
    // Paragraphs out of sight are measured as they come into view, which may move the text by a line.
    const isNear = async (top: number) => Math.abs((await scrollTop(pane)) - top) < 40;
    await expect.poll(() => isNear(2500)).toBe(true);
    await tab(page, "B").tap();
    await expect.poll(() => isNear(place)).toBe(true);
  });

  test("a side that was only tapped open does not count as read", async ({ page, pair }) => {
    await begin(page, pair);
    await expect(tab(page, "A")).not.toContainText("not read");
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const find = (selector: string, words: string) =>
            [...document.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) =>
              textContent.includes(words),
            );
          find("[role=tab]", "Response B")?.click();
          requestAnimationFrame(() => {
            find("main label", "A is better")?.click();
            resolve();
          });
        }),
    );
    await expect(page.getByText(/Open response B before you answer/)).toBeVisible();
    await expect(radio(page, "A is better")).not.toBeChecked();
  });

  test("what is written in stays in view above the keyboard", async ({ page, single }) => {
    await begin(page, single);
    await expect(page.locator("meta[name=viewport]")).toHaveAttribute("content", /interactive-widget=resizes-content/);
    const box = page.getByRole("textbox", { name: "Why?" });
    await tapIn(box);
    await page.setViewportSize({ width: 390, height: 420 });
    await expect(box).toBeInViewport({ ratio: 0.95 });
  });

  test("a box that gets the focus once the keyboard is there comes into view", async ({ page, single }) => {
    await begin(page, single);
    await page.setViewportSize({ width: 390, height: 420 });
    const box = page.getByRole("textbox", { name: "Why?" });
    await box.evaluate((element) => element.focus({ preventScroll: true }));
    await expect(box).toBeInViewport({ ratio: 0.95 });
  });

  test("who scrolls back to the text while a box has the focus stays there", async ({ page, single }) => {
    await begin(page, single);
    const box = page.getByRole("textbox", { name: "Why?" });
    await tapIn(box);
    await page.setViewportSize({ width: 390, height: 420 });
    await expect(box).toBeInViewport({ ratio: 0.95 });
    const pane = page.getByRole("region", { name: "Item and questions" });
    await pane.hover({ position: { x: 180, y: 100 } });
    await page.mouse.wheel(0, -6000);
    await expect(box).not.toBeInViewport();
    const place = await scrollTop(pane);
    await pane.evaluate((element) => element.scrollBy(0, -1500));
    await pastGrace(page);
    await expect(box).toBeFocused();
    await expect(box).not.toBeInViewport();
    expect(await scrollTop(pane)).toBeLessThan(place);
  });
});

test("long items stand in nobody's way, on a desk and on a phone", async ({ page, single, pair, candidates }) => {
  test.slow();
  for (const study of [single, pair, candidates]) {
    await begin(page, study);
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      expect(await listViolations(page), `${viewport.width} wide`).toEqual([]);
    }
  }
});
