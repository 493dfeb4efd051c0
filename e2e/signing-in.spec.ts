import { randomUUID } from "node:crypto";
import { hashPassword } from "@/lib/auth/password";
import { db } from "@/lib/db/client";
import { makeMember, makeUser } from "@/prisma/factories";
import { enterCredentials, password, test } from "./owned-study";
import { expect, signIn } from "./test";

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

test("a set-up link is of no use where there is an owner", async ({ owned, guest }) => {
  expect(owned.study.id).toBeTruthy();
  const theirs = await guest.newPage();
  await theirs.goto("/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await expect(theirs.getByText("This link was used, has expired, or is not complete")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Create the owner's account" })).toHaveCount(0);
});
