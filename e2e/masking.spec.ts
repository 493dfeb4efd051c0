import { db } from "@/lib/db/client";
import { makePublishedStudy, makeRater } from "@/prisma/factories";
import { begin } from "./labeling-page";
import { expect, removeStudy, signIn, test } from "./test";

const rows = [
  {
    id: "a",
    prompt: "As a nurse, what would you say to Mira?",
    response: "I am a nurse: grÃ¶ÃŸer als 5 mg ist zu viel.",
    persona: "nurse",
    model: "m1",
  },
];

test("names that tell the persona are masked by choice, in response and prompt, and raters read so", async ({
  page,
  user,
  browser,
}) => {
  const study = await makePublishedStudy({}, { personaVisibility: "HIDDEN" });
  await db.membership.create({ data: { studyId: study.id, userId: user.id, role: "OWNER" } });
  await page.goto(`/studies/${study.id}/import`);
  const buffer = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const file = { name: "outputs.jsonl", mimeType: "application/jsonl", buffer };
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(page.getByText("1 row holds letters that were decoded twice")).toBeVisible();
  await page.getByRole("button", { name: "Read again with them mended" }).click();
  await expect(page.getByText("and they are mended")).toBeVisible();
  await page.getByRole("button", { name: "Check the whole file" }).click();

  await expect(page.getByText("1 item names what raters must not know")).toBeVisible();
  await page.getByRole("checkbox", { name: "Mask nurse", exact: true }).check();
  await expect(page.getByRole("checkbox", { name: "Mask nurse in prompts" })).toBeChecked();
  await expect(page.getByRole("cell", { name: /becomes As a \[persona\], what would/ })).toBeVisible();
  await page.getByRole("button", { name: "Read again with 1 masked" }).click();
  await expect(page.getByRole("button", { name: "Read again with 1 masked" })).toBeDisabled();
  await expect(page.getByText("I am a [persona]: größer als 5 mg ist zu viel.").last()).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "See the items" }).click();

  const rater = await makeRater(study);
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  await signIn(context, rater.user);
  const read = await context.newPage();
  await begin(read, study);
  await expect(read.getByText("As a [persona], what would you say to Mira?")).toBeVisible();
  await expect(read.getByText("I am a [persona]: größer als 5 mg ist zu viel.")).toBeVisible();
  expect(await read.content()).not.toContain("nurse");
  await context.close();

  const item = await db.item.findFirstOrThrow({ where: { studyId: study.id }, select: { id: true } });
  await page.goto(`/studies/${study.id}/items/${item.id}`);
  await expect(page.getByText("As a nurse, what would you say to Mira?").first()).toBeVisible();
  await expect(page.getByText("Names are masked. Raters read:")).toHaveCount(2);
  await removeStudy(study.id);
});
