import { db } from "@/lib/db/client";
import { makeMember, makeUser } from "@/prisma/factories";
import { begin, header, item, pastGrace } from "./labeling-page";
import { expect, signIn } from "./test";
import { answer, labelItem, readDevice, signOut, stop, test } from "./triage-study";

const countLabels = (studyId: string) => db.judgment.count({ where: { studyId } });

test("signing out asks about labels that are not stored, and takes everything off the device", async ({
  page,
  study,
}) => {
  await begin(page, study);
  await page.route("**/api/annotate/submit", (route) => route.abort());
  await labelItem(page, "2");
  await expect(header(page)).toContainText("Offline, 1 waiting");
  await page.getByRole("link", { name: "Leave labeling" }).click();
  await signOut(page);
  const dialog = page.getByRole("dialog", { name: "1 label is not stored yet" });
  await dialog.getByRole("button", { name: "Stay signed in" }).click();
  await signOut(page);
  await dialog.getByRole("button", { name: "Sign out and discard 1 label" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  expect(await readDevice(page)).toBe("[]");
  expect(await countLabels(study.id)).toBe(0);
});

test("signing out reaches a tab that is labeling: it shows nothing of the study and writes nothing any more", async ({
  page,
  study,
  user,
  context,
}) => {
  await begin(page, study);
  await labelItem(page, "3");
  await page.keyboard.press("2");
  await expect.poll(() => readDevice(page)).toContain('"value":2');
  const second = await context.newPage();
  await second.goto("/studies");
  await signOut(second);
  await expect(second.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(stop(page, "You are signed out")).toBeVisible();
  await expect(page.getByText("You signed out in another tab")).toBeVisible();
  await expect(item(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Guidelines" })).toHaveCount(0);
  await pastGrace(page);
  // Neither a key nor leaving the page writes the answer in progress again.
  for (const key of ["1", "Enter", "z"]) await page.keyboard.press(key);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
  expect(await readDevice(page)).toBe("[]");
  await expect(page.getByText(/zq reply/i)).toHaveCount(0);

  await signIn(context, user);
  await second.goto("/studies");
  await expect(item(page)).toBeVisible();
  await answer(page, "1");
  await expect(header(page)).toContainText("Saved");
  await expect.poll(() => countLabels(study.id)).toBe(2);
});

test("a tab of somebody who left shows nothing to the next person at the computer, and other pages say who is there", async ({
  page,
  study,
  context,
}) => {
  await begin(page, study);
  const list = await context.newPage();
  await list.goto("/studies");
  const other = await makeUser({ name: "Grace" });
  await makeMember(study, "RATER", { user: other });
  await context.clearCookies();
  await signIn(context, other);
  const second = await context.newPage();
  await second.goto("/studies");
  await expect(stop(page, "Somebody else is signed in")).toBeVisible();
  await expect(page.getByText(/zq reply/i)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Previous" })).toHaveCount(0);
  await expect(page.getByText("Sign in as yourself to see them and to go on")).toBeVisible();
  await list.getByRole("link", { name: "Somebody else is signed in: reload" }).click();
  await expect(list.getByRole("button", { name: `Account of ${other.name}` })).toBeVisible();
});
