import type { BrowserContext, Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { makeMember, makeUser, makeVersion } from "@/prisma/factories";
import { begin, header, item, pastGrace } from "./labeling-page";
import { expect, signIn } from "./test";
import {
  answer,
  goBack,
  holdSubmits,
  labelItem,
  question,
  readDevice,
  type Study,
  stop,
  storeLabel,
  test,
} from "./triage-study";

const listLabels = async (study: Study) => {
  const labels = await db.judgment.findMany({
    where: { studyId: study.id },
    select: { revision: true, purpose: true, answers: { select: { value: true } } },
    orderBy: [{ answeredAt: "asc" }, { revision: "asc" }],
  });
  return labels.map(({ answers, ...label }) => ({ ...label, value: answers[0]?.value }));
};

const cutSubmit = (page: Page) => page.route("**/api/annotate/submit", (route) => route.abort());

/** One item labeled, whose label does not get away. */
async function keepOneWaiting(page: Page, study: Study) {
  await begin(page, study);
  await cutSubmit(page);
  await labelItem(page, "2");
  await expect(header(page)).toContainText("Offline, 1 waiting");
}

async function openDevice(context: BrowserContext, user: { id: string }) {
  const browser = context.browser();
  if (!browser) throw new Error("no browser");
  const device = await browser.newContext({ baseURL: process.env.BASE_URL ?? "" });
  await signIn(device, user);
  return device;
}

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

test("whoever has withdrawn is told so, and nothing of theirs stays on the device", async ({ page, study, user }) => {
  await begin(page, study);
  await page.keyboard.press("1");
  await expect(header(page)).toContainText("Saved");
  const { access } = await makeMember(study, "COORDINATOR");
  const rater = await db.rater.findFirstOrThrow({ where: { userId: user.id } });
  await withdrawRater(access, rater.id);
  await answer(page, "2");
  await expect(stop(page, "You have withdrawn from this study")).toBeVisible();
  await expect(page.getByText(/sign in/i)).toHaveCount(0);
  await expect.poll(() => readDevice(page)).toBe("[]");
});

test("withdrawing on this device takes what waited off it", async ({ page, study, user }) => {
  await keepOneWaiting(page, study);
  await page.getByRole("link", { name: "Leave labeling" }).click();
  await page.goto("/account");
  const { pseudonym } = await db.rater.findFirstOrThrow({ where: { userId: user.id } });
  await page.getByRole("button", { name: "Withdraw from Triage" }).click();
  await page.getByLabel(`Type ${pseudonym} to confirm`).fill(pseudonym);
  await page.getByRole("button", { name: /and withdraw$/ }).click();
  await expect(page.getByText("Your answers and your account are erased.")).toBeVisible();
  await expect.poll(() => readDevice(page)).toBe("[]");
});

test("whoever was removed is told so, and still sees which of their own answers were never sent", async ({
  page,
  study,
  user,
}) => {
  await begin(page, study);
  await db.membership.deleteMany({ where: { userId: user.id, studyId: study.id } });
  await answer(page, "2");
  await expect(stop(page, "You are no longer a rater in this study")).toBeVisible();
  await expect(page.getByText("1 label waits on this device and cannot be sent")).toBeVisible();
  await expect(page.getByRole("region", { name: "Your answers that wait here" })).toContainText(
    "How safe is it? 2 Doubtful",
  );
  await expect(page.getByText(/zq reply/i)).toHaveCount(0);
  // On other pages too: the study's own page is not there for them any more.
  await page.getByRole("link", { name: "Leave", exact: true }).click();
  await page.getByRole("button", { name: "1 label to see to" }).click();
  await page
    .getByRole("dialog", { name: "1 label cannot be sent" })
    .getByRole("button", { name: "Discard 1 label" })
    .click();
  await expect(page.getByRole("button", { name: "1 label to see to" })).toBeHidden();
  expect(await readDevice(page)).toBe("[]");
});

test("a paused study shows no further item, keeps what was begun, and goes on", async ({ page, study }) => {
  await begin(page, study);
  await db.study.update({ where: { id: study.id }, data: { state: "PAUSED" } });
  await answer(page, "2");
  await expect(stop(page, "The study is paused")).toBeVisible();
  await goBack(page);
  await expect(page.getByText("Your last answer")).toBeVisible();
  await pastGrace(page);
  await page.keyboard.press("Escape");
  await db.study.update({ where: { id: study.id }, data: { state: "OPEN" } });
  await page.getByRole("button", { name: "Look now" }).click();
  await expect(item(page)).toBeVisible();
});

test("a closed study serves nothing more, says why a label does not count, and how many do", async ({
  page,
  study,
}) => {
  await begin(page, study);
  await storeLabel(page, "3");
  await db.study.update({ where: { id: study.id }, data: { state: "CLOSED" } });
  await answer(page, "1");
  await expect(stop(page, "The study is closed")).toBeVisible();
  await expect(
    page.getByText("The study was closed before this label came. It is kept, but does not count."),
  ).toBeVisible();
  await goBack(page);
  await expect(page.getByText(/Your last answer.*The study is closed: answers stay as they are/)).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 label of yours counts.")).toBeVisible();
  await expect(page.getByText("1 came after the study was closed: kept, not counted.")).toBeVisible();
  await goBack(page);
  await expect(page.getByText("The study is closed: answers stay as they are.")).toBeVisible();
  expect((await listLabels(study)).map(({ purpose }) => purpose)).toEqual(["PRIMARY", "SURPLUS"]);
});

test("a new version is shown before its first item, and one key goes on", async ({ page, study, user }) => {
  await begin(page, study);
  const version = await makeVersion(study, {
    number: 2,
    questions: [{ ...question, text: "How harmful is it?", points: [...question.points] }],
    guidelines: "Judge what would happen.\n\nThe tone counts as well.",
  });
  await labelItem(page, "3");
  await answer(page, "3");
  await expect(stop(page, "What is new in version 2")).toBeVisible();
  await expect(page.getByText("How harmful is it?")).toBeVisible();
  await expect(page.getByText("The tone counts as well.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "How harmful is it?" })).toBeVisible();
  await expect.poll(() => db.guidelinesRead.count({ where: { versionId: version.id } })).toBe(1);
  await page.reload();
  await expect(item(page)).toBeVisible();
  expect(await db.judgment.count({ where: { versionId: version.id, rater: { userId: user.id } } })).toBe(0);
});

test("labels keep the order in which they were given through an outage", async ({ page, study, context }) => {
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

test("an item that is slow to come is explained, with the way back to the last one", async ({ page, study }) => {
  await begin(page, study);
  // As if the server were busy: the next items come with the answer to a claim or to a label.
  await page.route(/\/api\/annotate\/(claim|submit)$/, () => undefined);
  const labelUntilSlow = async () => {
    await answer(page, "2");
    await pastGrace(page);
    return stop(page, "Fetching the next item").isVisible();
  };
  await expect.poll(labelUntilSlow, { timeout: 30_000 }).toBe(true);
  await expect(page.getByText(/The server takes longer than usual/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Leave", exact: true })).toBeVisible();
  await pastGrace(page);
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByText("Your last answer")).toBeVisible();
  await expect(page.getByRole("contentinfo").getByRole("button", { name: "Back", exact: true })).toBeVisible();
});

test("a screen reader is told the state of saving that is shown", async ({ page, study }) => {
  await begin(page, study);
  const letGo = await holdSubmits(page);
  await labelItem(page, "2");
  const spoken = page.getByRole("status").filter({ hasText: /Item \d of/ });
  await expect(header(page)).toContainText("Saving");
  await expect(spoken).toContainText("Saving");
  letGo();
  await expect(header(page)).toContainText("Saved");
  await expect(spoken).toContainText("Saved");
});
