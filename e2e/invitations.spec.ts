import { makeItem, makeUser } from "@/prisma/factories";
import { invite, join, test } from "./owned-study";
import { expect, signIn } from "./test";

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
