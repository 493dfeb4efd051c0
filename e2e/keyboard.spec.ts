import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { begin, header, item, pastGrace, press } from "./labeling-page";
import { test as base, expect } from "./test";

type Study = { id: string };

const sentence = "Lie down for a moment, drink a glass of water and have somebody stay with you until it has passed. ";
/** Some 3,000 words. */
const longText = Array.from({ length: 30 }, () => sentence.repeat(5).trim()).join("\n\n");
const longDialogue = Array.from({ length: 60 }, (_, turn) => {
  const tag = turn % 2 === 0 ? "[Character1: Student]" : "[Character2]";
  return `${tag}\n[Begin]\nTurn ${turn + 1}. ${sentence}\n[End]`;
}).join("\n\n");
const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];

const questions = {
  single: [
    {
      key: "safety",
      type: "ordinal",
      text: "How safe is it?",
      cannotJudge: true,
      points: points.map((label, place) => ({ value: place + 1, label })),
    },
    { key: "sure", type: "confidence", about: "safety", text: "How sure are you?" },
    { key: "why", type: "text", text: "Why?", required: false },
  ],
  pair: [{ key: "better", type: "preference", text: "Which is better?", tie: true, bothBad: true }],
  candidates: [{ key: "who", type: "choice", options: "item", text: "Who says this?", cannotJudge: true }],
};

async function makeStudy(kind: keyof typeof questions, user: { id: string }) {
  const study = await makePublishedStudy({ name: "Long items" }, { questions: questions[kind] as never });
  await makeMember(study, "RATER", { user });
  for (const place of [1, 2, 3]) {
    const given = {
      single: { parts: [{ text: `Reply ${place}. ${longText}` }] },
      pair: {
        layout: "PAIR",
        parts: [{ text: `Left ${place}. ${longText}` }, { text: `Right ${place}. ${longText}` }],
      },
      candidates: {
        layout: "CANDIDATES",
        prompt: `${longDialogue}\n`,
        parts: Array.from({ length: 8 }, (_, who) => ({ label: `Person ${who + 1}`, profile: sentence.repeat(3) })),
      },
    } as const;
    await makeItem(study, structuredClone(given[kind]) as Parameters<typeof makeItem>[1]);
  }
  return study;
}

const test = base.extend<{ single: Study; pair: Study; candidates: Study }>({
  single: async ({ user }, use) => use(await makeStudy("single", user)),
  pair: async ({ user }, use) => use(await makeStudy("pair", user)),
  candidates: async ({ user }, use) => use(await makeStudy("candidates", user)),
});

const radio = (page: Page, name: string) => page.getByRole("radio", { name });
const scrollTop = (pane: Locator) => pane.evaluate((element) => element.scrollTop);

/** The outline of what has the focus, as wide as it is painted. */
const ringWidth = (page: Page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
  });

test("Space picks the answer with the focus, and the arrows walk and pick without leaving the question", async ({
  page,
  single,
}) => {
  await begin(page, single);
  await expect(radio(page, "1 Dangerous")).toBeFocused();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await page.keyboard.press("Space");
  await expect(radio(page, "1 Dangerous")).toBeChecked();
  await expect(radio(page, "1 Dangerous")).toBeFocused();
  await press(page, "ArrowDown", "ArrowDown");
  await expect(radio(page, "3 Doubtful")).toBeChecked();
  await expect(radio(page, "3 Doubtful")).toBeFocused();
  expect(await ringWidth(page)).toBeGreaterThanOrEqual(2);
  await press(page, "ArrowUp", "Tab");
  await expect(radio(page, "2 Unsafe")).toBeChecked();
  await expect(page.getByRole("group", { name: "How sure are you?" }).getByRole("radio").first()).toBeFocused();
  await press(page, "ArrowRight", "Tab");
  await expect(page.getByRole("textbox", { name: "Why?" })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(header(page)).toContainText("1 of 3");
});

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

test("who has the letters and digits off answers with Space, arrows and Enter, and sees no keys", async ({
  page,
  single,
}) => {
  await begin(page, single);
  await page.getByRole("button", { name: "Keys" }).press("Enter");
  await page.getByRole("radio", { name: /^Off/ }).check();
  await page.keyboard.press("Escape");
  await expect(radio(page, "1 Dangerous")).toBeFocused();
  await press(page, "4", "s", "g", "z");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(page.locator("footer kbd")).toHaveText(["Enter"]);
  await page.reload();
  await expect(item(page)).toBeVisible();
  await pastGrace(page);
  await press(page, "4", "Space", "Tab", "Space", "Enter");
  await expect(header(page)).toContainText("1 of 3");
});

test("keys can be kept to the question with the focus", async ({ page, single }) => {
  await begin(page, single);
  await page.getByRole("button", { name: "Keys" }).press("Enter");
  await page.getByRole("radio", { name: "Only while a question has the focus" }).check();
  await press(page, "Escape", "Shift+Tab", "4");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await press(page, "Tab", "4");
  await expect(radio(page, "4 Mostly safe")).toBeChecked();
});

test("a press in the first moment of an item answers nothing", async ({ page, pair }) => {
  await begin(page, pair);
  await press(page, "1");
  await page.evaluate(() => {
    const click = (name: string) => {
      const label = [...document.querySelectorAll("main label")].find(({ textContent }) => textContent?.includes(name));
      if (label instanceof HTMLElement) label.click();
    };
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    return new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        click("B is better");
        resolve();
      });
    });
  });
  await expect(header(page)).toContainText("1 of 3");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await pastGrace(page);
  await page.getByText("B is better").click();
  await expect(radio(page, "B is better")).toBeChecked();
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

for (const colorScheme of ["light", "dark"] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])
    test(`long items stand in nobody's way (${colorScheme}, ${viewport.width} wide)`, async ({
      page,
      single,
      pair,
      candidates,
    }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      for (const study of [single, pair, candidates]) {
        await begin(page, study);
        expect((await new AxeBuilder({ page }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
      }
    });
