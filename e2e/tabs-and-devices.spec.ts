import { db } from "@/lib/db/client";
import { makeMember, makeUser } from "@/prisma/factories";
import { begin, header, item, pastGrace } from "./labeling-page";
import { expect, signIn } from "./test";
import { answer, goBack, holdSubmits, labelItem, readDevice, stop, storeLabel, test } from "./triage-study";
import { cutSubmit, keepOneWaiting, listLabels, openDevice } from "./waiting-labels";

test("an item answered on two devices shows both answers and asks which stands", async ({
  page,
  study,
  user,
  context,
}) => {
  // Two browsers, three items.
  test.slow();
  await begin(page, study);
  const device = await openDevice(context, user);
  const other = await device.newPage();
  await begin(other, study);
  await expect(item(other)).toHaveText((await item(page).textContent()) ?? "");
  await storeLabel(page, "3");
  await answer(other, "1");
  const dialog = other.getByRole("dialog", { name: "You answered this item in two places" });
  await expect(dialog.getByRole("row", { name: "How safe is it? 3 Safe 1 Dangerous" })).toBeVisible();
  expect(await listLabels(study)).toMatchObject([{ revision: 1, value: "3" }]);
  await dialog.getByRole("button", { name: "Replace it by the one given here" }).click();
  await expect(header(other)).toContainText("Saved");
  expect(await listLabels(study)).toMatchObject([
    { revision: 1, value: "3" },
    { revision: 2, value: "1" },
  ]);
  await storeLabel(page, "2");
  await answer(other, "3");
  await other.getByRole("button", { name: "Keep the stored answer" }).click();
  await expect(header(other)).toContainText("Saved");
  expect(await listLabels(study)).toHaveLength(3);
  await device.close();
});

test("two tabs without locks do not label side by side", async ({ page, study, context }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  await begin(page, study);
  const second = await context.newPage();
  await second.goto(`/studies/${study.id}/annotate`);
  await expect(stop(second, "You are labeling in another tab")).toBeVisible();
  await second.getByRole("button", { name: "Label here instead" }).click();
  await expect(second.getByRole("button", { name: "Start labeling" }).or(item(second)).first()).toBeVisible();
  await expect(stop(page, "You are labeling in another tab")).toBeVisible();
});

test("a tab that another one took over shows earlier answers as they are now, to be changed in the other", async ({
  page,
  study,
  context,
}) => {
  await begin(page, study);
  await storeLabel(page, "3");
  const second = await context.newPage();
  await second.goto(`/studies/${study.id}/annotate`);
  await second.getByRole("button", { name: "Label here instead" }).click();
  await expect(item(second)).toBeVisible();
  await goBack(second);
  await expect(second.getByText("Your last answer")).toBeVisible();
  await answer(second, "1");
  await expect(header(second)).toContainText("Saved");
  await expect.poll(() => listLabels(study)).toMatchObject([{ value: "3" }, { value: "1" }]);
  await page.bringToFront();
  await goBack(page);
  await expect(page.getByText(/Your last answer.*To change it, label here instead/)).toBeVisible();
  await expect(page.getByRole("radio", { name: /Dangerous/ })).toBeChecked();
  await goBack(page);
  await expect(page.getByText("This is the first item you labeled.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(stop(page, "You are labeling in another tab")).toBeVisible();
});

test("a label that waits holds no text of the study, is told on other pages, and is sent from there", async ({
  page,
  study,
}) => {
  await keepOneWaiting(page, study);
  const kept = await readDevice(page);
  expect(kept).toContain('"value":2');
  expect(kept).not.toMatch(/zq reply|question \d|how safe|ignore the tone/i);
  await page.getByRole("link", { name: "Leave labeling" }).click();
  await expect(page.getByRole("link", { name: "1 label waiting" })).toBeVisible();
  await page.unroute("**/api/annotate/submit");
  await page.reload();
  await expect.poll(() => listLabels(study)).toMatchObject([{ revision: 1, value: "2" }]);
  await expect(page.getByRole("link", { name: "1 label waiting" })).toBeHidden();
  expect(await readDevice(page)).not.toContain('"kind":"submit"');
});

test("a page that is still sending what waited keeps nobody from labeling", async ({ page, study, context }) => {
  await begin(page, study);
  await cutSubmit(page);
  await labelItem(page, "2");
  await expect(header(page)).toContainText("Offline, 1 waiting");
  await page.getByRole("link", { name: "Leave labeling" }).click();
  await expect(page.getByRole("link", { name: "1 label waiting" })).toBeVisible();
  await page.unroute("**/api/annotate/submit");
  const goOn = await holdSubmits(context);
  const sending = page.waitForRequest("**/api/annotate/submit");
  await page.reload();
  await sending;
  const second = await context.newPage();
  await second.goto(`/studies/${study.id}/annotate`);
  await expect(item(second)).toBeVisible();
  await expect(stop(second, "You are labeling in another tab")).toBeHidden();
  goOn();
  await expect(header(second)).toContainText("Saved");
  expect(await listLabels(study)).toMatchObject([{ revision: 1, value: "2" }]);
});

test("a page of one person does nothing in the name of another who signed in since", async ({
  page,
  study,
  user,
  context,
}) => {
  await begin(page, study);
  const other = await makeUser();
  await makeMember(study, "RATER", { user: other });
  await context.clearCookies();
  await signIn(context, other);
  await answer(page, "2");
  await expect(stop(page, "Somebody else is signed in")).toBeVisible();
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(stop(page, "Somebody else is signed in")).toBeVisible();
  expect(await listLabels(study)).toEqual([]);
  expect(await db.rater.count({ where: { studyId: study.id, userId: other.id } })).toBe(0);
  await context.clearCookies();
  await signIn(context, user);
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(item(page)).toBeVisible();
  await expect.poll(() => listLabels(study)).toMatchObject([{ revision: 1, value: "2" }]);
});

test("signed out, the page says so with what waits, and earlier items can still be seen", async ({
  page,
  study,
  user,
  context,
}) => {
  await begin(page, study);
  await context.clearCookies();
  await labelItem(page, "2");
  await answer(page, "3");
  await expect(stop(page, "You are signed out")).toBeVisible();
  await expect(page.getByText("2 labels wait on this device")).toBeVisible();
  const signInPage = await context.newPage();
  await signInPage.goto("/sign-in");
  await expect(signInPage.getByText("2 labels wait on this device. They are sent once")).toBeVisible();
  await signInPage.close();
  await goBack(page);
  await expect(page.getByText("Your last answer")).toBeVisible();
  await pastGrace(page);
  await page.keyboard.press("Escape");
  await signIn(context, user);
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(item(page)).toBeVisible();
  await expect(header(page)).toContainText("Saved");
  expect((await listLabels(study)).map(({ value }) => value)).toEqual(["2", "3"]);
});

test("labels keep the order in which they were given through an outage", async ({ page, study, context }) => {
  await db.study.update({ where: { id: study.id }, data: { itemsAhead: 1 } });
  await begin(page, study);
  await storeLabel(page, "2");
  await context.setOffline(true);
  await labelItem(page, "2");
  await answer(page, "1");
  await expect(stop(page, "The server is not reached")).toBeVisible();
  await context.setOffline(false);
  await expect(item(page)).toBeVisible();
  for (const key of ["2", "1", "2"]) await labelItem(page, key);
  await expect(header(page)).toContainText("Saved");
  expect((await listLabels(study)).map(({ value }) => value)).toEqual(["2", "2", "1", "2", "1", "2"]);
});
