import type { Locator, Page } from "@playwright/test";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";
import { test as base } from "./test";

export type Study = { id: string };

export const sentence =
  "Lie down for a moment, drink a glass of water and have somebody stay with you until it has passed. ";
/** Some 3,000 words. */
export const longText = Array.from({ length: 30 }, () => sentence.repeat(5).trim()).join("\n\n");
const longDialogue = Array.from({ length: 60 }, (_, turn) => {
  const tag = turn % 2 === 0 ? "[Character1: Student]" : "[Character2]";
  return `${tag}\n[Begin]\nTurn ${turn + 1}. ${sentence}\n[End]`;
}).join("\n\n");
const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];

export const questions = {
  single: [
    {
      key: "safety",
      type: "ordinal",
      text: "How safe is it?",
      cannotJudge: true,
      points: points.map((label, place) => ({ value: place + 1, label })),
    },
    { key: "sure", type: "confidence", about: "safety", text: "How sure are you?" },
    { key: "why", type: "text", text: "Why?", required: false },
  ],
  pair: [{ key: "better", type: "preference", text: "Which is better?", tie: true, bothBad: true }],
  candidates: [{ key: "who", type: "choice", options: "item", text: "Who says this?", cannotJudge: true }],
};

async function makeStudy(kind: keyof typeof questions, user: { id: string }) {
  const study = await makePublishedStudy({ name: "Long items" }, { questions: questions[kind] as never });
  await makeMember(study, "RATER", { user });
  for (const place of [1, 2, 3]) {
    const given = {
      single: { parts: [{ text: `Reply ${place}. ${longText}` }] },
      pair: {
        layout: "PAIR",
        parts: [{ text: `Left ${place}. ${longText}` }, { text: `Right ${place}. ${longText}` }],
      },
      candidates: {
        layout: "CANDIDATES",
        prompt: `${longDialogue}\n`,
        parts: Array.from({ length: 8 }, (_, who) => ({ label: `Person ${who + 1}`, profile: sentence.repeat(3) })),
      },
    } as const;
    await makeItem(study, structuredClone(given[kind]) as Parameters<typeof makeItem>[1]);
  }
  return study;
}

export const test = base.extend<{ single: Study; pair: Study; candidates: Study }>({
  single: async ({ user }, use) => use(await makeStudy("single", user)),
  pair: async ({ user }, use) => use(await makeStudy("pair", user)),
  candidates: async ({ user }, use) => use(await makeStudy("candidates", user)),
});

export const radio = (page: Page, name: string) => page.getByRole("radio", { name });
export const scrollTop = (pane: Locator) => pane.evaluate((element) => element.scrollTop);

/** The outline of what has the focus, as wide as it is painted. */
export const ringWidth = (page: Page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
  });
