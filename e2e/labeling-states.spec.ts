import { db } from "@/lib/db/client";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { makeMember, makeVersion } from "@/prisma/factories";
import { begin, header, item, pastGrace } from "./labeling-page";
import { expect } from "./test";
import { answer, goBack, holdSubmits, labelItem, question, readDevice, stop, storeLabel, test } from "./triage-study";
import { keepOneWaiting, listLabels } from "./waiting-labels";

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
