import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { hashPassword } from "@/lib/auth/password";
import { issueToken } from "@/lib/auth/tokens";
import { db } from "@/lib/db/client";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeUser } from "@/prisma/factories";
import { test as base, expect, removeStudy, signIn } from "./test";

const password = "four random words here";

type Study = Awaited<ReturnType<typeof makePublishedStudy>>;
type Owned = { study: Study; page: Page };

/** A study whose owner, an owner of the installation too, is signed in on `page`. Everything goes when the spec ends. */
const test = base.extend<{ owned: Owned; guest: BrowserContext; thirdParty: BrowserContext }>({
  owned: async ({ context, page }, use) => {
    const owner = await makeUser({ name: "Mira Albrecht", isOwner: true });
    const study = await makePublishedStudy({ name: "Triage advice", labelsPerItem: 2 });
    await makeMember(study, "OWNER", { user: owner });
    await signIn(context, owner);
    await use({ study, page });
    await db.judgment.deleteMany({ where: { studyId: study.id } });
    await db.assignment.deleteMany({ where: { studyId: study.id } });
    await removeStudy(study.id);
    await db.user.delete({ where: { id: owner.id } });
  },
  /** Somebody else's browser. */
  guest: async ({ browser, baseURL }, use) => useBrowser(browser, baseURL, use),
  /** And a third one. */
  thirdParty: async ({ browser, baseURL }, use) => useBrowser(browser, baseURL, use),
});

async function useBrowser(
  browser: Browser,
  baseURL: string | undefined,
  use: (context: BrowserContext) => Promise<void>,
) {
  const context = await browser.newContext({ baseURL });
  await use(context);
  await context.close();
}

async function invite(page: Page, study: Study, given: { role?: string; note?: string; people?: number } = {}) {
  await page.goto(`/studies/${study.id}/raters`);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  if (given.role) await dialog.getByLabel("Role", { exact: true }).selectOption({ label: given.role });
  await dialog.getByLabel("How many people").fill(String(given.people ?? 1));
  await dialog.getByLabel("Note to yourself").fill(given.note ?? "");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  return dialog.getByLabel("Send this link").inputValue();
}

async function join(page: Page, link: string, name: string) {
  const email = `${randomUUID()}@example.org`;
  await page.goto(link);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  return email;
}

async function enterCredentials(page: Page, email: string, secret: string) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("an invitation takes a person from the link to the first item, and once only", async ({
  owned,
  guest,
  thirdParty,
}) => {
  const { study, page } = owned;
  await makeItem(study);
  const link = await invite(page, study, { note: "Ward 3" });
  const theirs = await guest.newPage();
  // A mail scanner opens links: that spends nothing.
  for (let look = 0; look < 2; look++) {
    await theirs.goto(link);
    await expect(theirs.getByRole("heading", { name: "Triage advice" })).toBeVisible();
  }
  await join(theirs, link, "Grace Okafor");
  await expect(theirs).toHaveURL(new RegExp(`/studies/${study.id}/annotate$`));

  const third = await thirdParty.newPage();
  await third.goto(link);
  await expect(third.getByText("has been used as often as it allows")).toBeVisible();

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Grace Okafor" });
  await expect(row.getByRole("cell").first()).toHaveText(/^[a-z]+-[a-z]+-\d\d$/);
  await expect(page.getByRole("row").filter({ hasText: "Ward 3" })).toContainText("1 of 1");
});

test("a revoked link says so and takes nobody in", async ({ owned, guest }) => {
  const { study, page } = owned;
  const link = await invite(page, study, { note: "Second wave" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Revoke the invitation for Second wave" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Second wave" })).toContainText("Revoked");
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await expect(theirs.getByText("was withdrawn")).toBeVisible();
});

test("a signed-in person joins with one click", async ({ owned, guest }) => {
  const { study, page } = owned;
  const link = await invite(page, study, { role: "Viewer" });
  await signIn(guest, await makeUser({ name: "Vera" }));
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByRole("button", { name: "Join as Vera" }).click();
  await expect(theirs).toHaveURL(new RegExp(`/studies/${study.id}$`));
});

test("errors stand at their fields and what was typed stays", async ({ owned, guest }) => {
  const { study, page } = owned;
  const link = await invite(page, study);
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Name").fill("Grace");
  await theirs.getByLabel("E-mail address").fill("grace");
  await theirs.getByLabel("Password").fill("short");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByLabel("E-mail address")).toHaveAccessibleDescription(/such as ada@example.org/);
  await expect(theirs.getByLabel("Password")).toHaveAccessibleDescription(/at least 12 characters/i);
  await expect(theirs.getByLabel("E-mail address")).toBeFocused();
  await expect(theirs.getByLabel("Name")).toHaveValue("Grace");
});

test("a wrong password and an unknown address are told the same; the right one leads where one was going", async ({
  page,
}) => {
  const user = await makeUser({ passwordHash: await hashPassword(password) });
  await page.goto("/account");
  for (const [email, secret] of [
    [user.email, "not the password"],
    [`${randomUUID()}@example.org`, password],
  ] as const) {
    await enterCredentials(page, email, secret);
    await expect(page.getByText("E-mail address or password is wrong")).toBeVisible();
  }
  await enterCredentials(page, user.email.toUpperCase(), password);
  await expect(page).toHaveURL(/\/account$/);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
  await db.user.delete({ where: { id: user.id } });
});

test("the sign-in sends nobody to another site", async ({ page }) => {
  const user = await makeUser({ passwordHash: await hashPassword(password) });
  await page.goto("/sign-in?next=//elsewhere.example/steal");
  await enterCredentials(page, user.email, password);
  await expect(page).toHaveURL(/\/studies$/);
  await db.user.delete({ where: { id: user.id } });
});

test("an owner resets a password: the link works once and ends older sessions", async ({
  owned,
  guest,
  thirdParty,
}) => {
  const { study, page } = owned;
  const user = await makeUser({ name: "Hanna", passwordHash: await hashPassword("forgotten by its owner") });
  await makeMember(study, "VIEWER", { user });
  await signIn(guest, user);
  const older = await guest.newPage();
  await older.goto("/account");
  await expect(older.getByRole("heading", { name: "Account" })).toBeVisible();

  await page.goto(`/studies/${study.id}/raters`);
  await page.getByRole("button", { name: "Manage Hanna" }).click();
  await page.getByRole("button", { name: "Make a password link" }).click();
  const link = await page.getByLabel("Link to set a new password").inputValue();

  const fresh = await thirdParty.newPage();
  await fresh.goto(link);
  await fresh.getByLabel("New password").fill(password);
  await fresh.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(fresh).toHaveURL(/\/studies$/);
  await older.reload();
  await expect(older).toHaveURL(/\/sign-in/);
  await fresh.goto(link);
  await expect(fresh.getByText("This link was used, has expired, or is not complete")).toBeVisible();
  await db.user.delete({ where: { id: user.id } });
});

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

test("a set-up link is of no use where there is an owner", async ({ owned, guest }) => {
  expect(owned.study.id).toBeTruthy();
  const theirs = await guest.newPage();
  await theirs.goto("/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await expect(theirs.getByText("This link was used, has expired, or is not complete")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Create the owner's account" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`pages keep their policy and read well to everybody, ${colorScheme}`, async ({ owned, guest }) => {
    // Nine pages, each read by axe.
    test.slow();
    const { study, page } = owned;
    await makeRater(study);
    const link = new URL(await invite(page, study, { note: "Ward 3" })).pathname;
    const reset = await issueToken("RESET", (await makeUser()).id);
    const theirs = await guest.newPage();
    const complaints: string[] = [];
    for (const each of [page, theirs]) {
      await each.emulateMedia({ colorScheme });
      each.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
    }
    const look = async (each: Page, path: string) => {
      const answer = await each.goto(path);
      expect(answer?.headers()["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-/);
      await expect(each.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page: each }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    };
    for (const path of ["/", "/sign-in", link, reset.path]) await look(theirs, path);
    const settings = `/studies/${study.id}/settings`;
    for (const path of ["/studies", "/studies/new", "/account", `/studies/${study.id}/raters`, settings])
      await look(page, path);
    expect(complaints).toEqual([]);
  });
