import { begin, header, item, pastGrace, press } from "./labeling-page";
import { labelItem, listAnswers, read, test } from "./labeling-study";
import { expect } from "./test";

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
