import { begin, header, pastGrace, press } from "./labeling-page";
import { labelItem, listAnswers, test } from "./labeling-study";
import { expect, signIn } from "./test";

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
