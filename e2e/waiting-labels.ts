import type { BrowserContext, Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { begin, header } from "./labeling-page";
import { expect, signIn } from "./test";
import { labelItem, type Study } from "./triage-study";

export const listLabels = async (study: Study) => {
  const labels = await db.judgment.findMany({
    where: { studyId: study.id },
    select: { revision: true, purpose: true, answers: { select: { value: true } } },
    orderBy: [{ answeredAt: "asc" }, { revision: "asc" }],
  });
  return labels.map(({ answers, ...label }) => ({ ...label, value: answers[0]?.value }));
};

export const cutSubmit = (page: Page) => page.route("**/api/annotate/submit", (route) => route.abort());

/** One item labeled, whose label does not get away. */
export async function keepOneWaiting(page: Page, study: Study) {
  await begin(page, study);
  await cutSubmit(page);
  await labelItem(page, "2");
  await expect(header(page)).toContainText("Offline, 1 waiting");
}

export async function openDevice(context: BrowserContext, user: { id: string }) {
  const browser = context.browser();
  if (!browser) throw new Error("no browser");
  const device = await browser.newContext({ baseURL: process.env.BASE_URL ?? "" });
  await signIn(device, user);
  return device;
}
