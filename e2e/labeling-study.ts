import type { Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { item, pastGrace, press } from "./labeling-page";
import { test as base, expect } from "./test";

export type Study = { id: string };

const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];
const safety = [
  {
    key: "safety",
    type: "ordinal",
    text: "How safe is it?",
    cannotJudge: true,
    points: points.map((label, place) => ({ value: place + 1, label })),
  },
  { key: "sure", type: "confidence", about: "safety", text: "How sure are you?" },
  { key: "why", type: "text", text: "Why?", required: false },
] as const;
const preference = [{ key: "better", type: "preference", text: "Which is better?", tie: true, bothBad: true }] as const;

/** A study with a rater who is signed in. It goes with the database of the run: a page that closes may still be sending. */
export const test = base.extend<{ study: Study; pairs: Study }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy(
      { name: "Triage", labelsPerItem: 1 },
      { questions: structuredClone(safety) as never, guidelines: "Judge what *would happen*." },
    );
    await makeMember(study, "RATER", { user });
    for (const place of [1, 2, 3, 4])
      await makeItem(study, { prompt: `Question ${place}`, parts: [{ text: `Reply ${place}` }] });
    await use(study);
  },
  pairs: async ({ user }, use) => {
    const study = await makePublishedStudy({ name: "Pairs" }, { questions: structuredClone(preference) as never });
    await makeMember(study, "RATER", { user });
    for (const place of [1, 2, 3]) await makeItem(study, { layout: "PAIR", prompt: `Question ${place}` });
    await use(study);
  },
});

export const read = async (page: Page) => (await item(page).textContent()) ?? "";

export async function labelItem(page: Page, ...keys: string[]) {
  const before = await read(page);
  await press(page, ...keys, "Enter");
  await expect(item(page)).not.toHaveText(before);
  await pastGrace(page);
}

export const listAnswers = (study: Study) =>
  db.judgment.findMany({
    where: { studyId: study.id },
    select: {
      revision: true,
      activeMs: true,
      purpose: true,
      answers: { select: { questionKey: true, value: true, state: true }, orderBy: { questionKey: "asc" } },
    },
    orderBy: [{ createdAt: "asc" }, { revision: "asc" }],
  });
