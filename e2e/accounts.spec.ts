import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { issueToken } from "@/lib/auth/tokens";
import { db } from "@/lib/db/client";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeUser } from "@/prisma/factories";
import { listViolations } from "./axe";
import { invite, test } from "./owned-study";
import { expect, removeStudy, signIn } from "./test";

test("a coordinator learns names and a researcher never does", async ({ owned, guest }) => {
  const { study } = owned;
  const rater = await makeRater(study, { user: await makeUser({ name: "Omar Haddad", email: "omar.h@example.org" }) });
  const { user: researcher } = await makeMember(study, "RESEARCHER");
  await signIn(guest, researcher);
  const theirs = await guest.newPage();
  const received: string[] = [];
  theirs.on("response", async (response) => received.push(await response.text().catch(() => "")));
  await theirs.goto(`/studies/${study.id}/raters?q=Omar`);
  await expect(theirs.getByText("No rater matches")).toBeVisible();
  await theirs.goto(`/studies/${study.id}/raters`);
  await expect(theirs.getByText(rater.pseudonym)).toBeVisible();
  expect(received.join("\n")).not.toMatch(/Haddad|omar\.h@/);

  const { user: coordinator } = await makeMember(study, "COORDINATOR");
  await guest.clearCookies();
  await signIn(guest, coordinator);
  await theirs.goto(`/studies/${study.id}/raters`);
  await expect(theirs.getByText("Omar Haddad")).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Agreement" })).toHaveCount(0);
  await db.user.deleteMany({ where: { id: { in: [researcher.id, coordinator.id] } } });
});

test("withdrawing takes the pseudonym typed, erases the labels and leaves a count", async ({ owned }) => {
  const { study, page } = owned;
  const rater = await makeRater(study, { pseudonym: "misty-heron-42" });
  await makeJudgment(rater, await makeItem(study, { openSlots: 1 }), study.version, { verdict: "safe" });
  await page.goto(`/studies/${study.id}/raters`);
  await page.getByRole("button", { name: "Manage misty-heron-42" }).click();
  await page.getByText("Withdraw this rater").click();
  await page.getByLabel("Type misty-heron-42 to confirm").fill("misty heron");
  await page.getByRole("button", { name: "Erase 1 answered item and withdraw" }).click();
  await expect(page.getByText("Type misty-heron-42 to confirm").last()).toBeVisible();
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(1);
  await page.getByLabel("Type misty-heron-42 to confirm").fill("misty-heron-42");
  await page.getByRole("button", { name: "Erase 1 answered item and withdraw" }).click();
  await expect(page.getByText("1 person has withdrawn; 1 answered item was erased.")).toBeVisible();
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(0);
  expect(await db.user.count({ where: { id: rater.user.id } })).toBe(0);
});

test("an owner makes a study, opens it when it can be opened, and deletes it by its name", async ({ owned }) => {
  const { page } = owned;
  await page.goto("/studies/new");
  await page.getByRole("radio", { name: /Is the advice safe/ }).check();
  await page.getByLabel("Name").fill("Doomed");
  await page.getByLabel("Labels per item").fill("0");
  await page.getByRole("button", { name: "Create study" }).click();
  await expect(page.getByLabel("Labels per item")).toHaveAccessibleDescription(/At least 1/);
  await page.getByLabel("Labels per item").fill("2");
  await page.getByRole("button", { name: "Create study" }).click();
  await expect(page).toHaveURL(/\/studies\/[0-9a-f-]{36}$/);

  const studyId = page.url().split("/").at(-1) ?? "";
  await page.goto(`/studies/${studyId}/settings`);
  await expect(page.getByRole("button", { name: "Open for labeling" })).toBeDisabled();
  await expect(page.getByText("The protocol is still a draft")).toBeVisible();
  await db.protocolVersion.updateMany({ where: { studyId }, data: { publishedAt: new Date() } });
  const item = await makeItem({ id: studyId });
  await page.reload();
  await page.getByRole("button", { name: "Open for labeling" }).click();
  await expect(page.getByText("Raters can label.")).toBeVisible();

  await page.getByLabel("Labels per item").fill("5");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ openSlots: 5 });

  await page.getByRole("button", { name: "Put something before that" }).click();
  const chosen = page.getByLabel("Items", { exact: true });
  await chosen.fill(`${item.externalId}\nno such item`);
  await page.getByLabel("Then the other items").selectOption("As in the file");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(chosen).toHaveAccessibleDescription(/The study has no item "no such item"/);
  await chosen.fill(item.externalId);
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  const { policies } = await db.study.findUniqueOrThrow({ where: { id: studyId } });
  expect(policies).toEqual([
    { key: "named-first", settings: { items: [item.externalId] } },
    { key: "file-order", settings: {} },
  ]);
  await page.reload();
  await expect(chosen).toHaveValue(item.externalId);

  await page.getByRole("button", { name: "Delete this study" }).click();
  await expect(page.getByText("This deletes 1 item, 0 judgments")).toBeVisible();
  await page.getByLabel("Type Doomed to confirm").fill("Doomed");
  await page.getByRole("button", { name: "Delete the study and everything in it" }).click();
  await expect(page).toHaveURL(/\/studies$/);
  expect(await db.study.count({ where: { id: studyId } })).toBe(0);
});

test("one click lets a visitor label in a demo", async ({ page }) => {
  const demo = await makePublishedStudy({ name: `Demo ${randomUUID()}`, isDemo: true });
  await makeItem(demo);
  // The landing page shows the oldest demos.
  await db.study.update({ where: { id: demo.id }, data: { createdAt: new Date(0) } });
  await page.goto("/");
  await page.getByRole("button", { name: `Try "${demo.name}" as a rater` }).click();
  await expect(page).toHaveURL(new RegExp(`/studies/${demo.id}/annotate$`));
  const raters = await db.rater.findMany({ where: { studyId: demo.id }, select: { userId: true } });
  expect(raters).toHaveLength(1);
  await db.assignment.deleteMany({ where: { studyId: demo.id } });
  await removeStudy(demo.id);
  await db.user.deleteMany({ where: { id: { in: raters.flatMap(({ userId }) => userId ?? []) } } });
});

test("pages keep their policy and read well to everybody", async ({ owned, guest }) => {
  // Nine pages, each read by axe.
  test.slow();
  const { study, page } = owned;
  await makeRater(study);
  const link = new URL(await invite(page, study, { note: "Ward 3" })).pathname;
  const reset = await issueToken("RESET", (await makeUser()).id);
  const theirs = await guest.newPage();
  const complaints: string[] = [];
  for (const each of [page, theirs]) {
    each.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
  }
  const look = async (each: Page, path: string) => {
    const answer = await each.goto(path);
    expect(answer?.headers()["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-/);
    await expect(each.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await listViolations(each), path).toEqual([]);
  };
  for (const path of ["/", "/sign-in", link, reset.path]) await look(theirs, path);
  const settings = `/studies/${study.id}/settings`;
  for (const path of ["/studies", "/studies/new", "/account", `/studies/${study.id}/raters`, settings])
    await look(page, path);
  expect(complaints).toEqual([]);
});
