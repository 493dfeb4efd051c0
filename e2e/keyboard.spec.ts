import { begin, header, item, pastGrace, press } from "./labeling-page";
import { radio, ringWidth, test } from "./long-study";
import { expect } from "./test";

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
