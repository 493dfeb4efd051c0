import type { Page, Response } from "@playwright/test";
import { db } from "@/lib/db/client";
import { makeItem, makeJudgment, makeMember, makePersona, makePublishedStudy, makeRaterRow } from "@/prisma/factories";
import { pastGrace } from "./labeling-page";
import { expect, removeStudy, signIn, test } from "./test";

/** Words that stand nowhere but in what a rater must not learn. */
const hidden = {
  model: "zebrafinch-70b",
  method: "quokka-steering",
  level: "wombat-strength",
  tier: "platypus-tier",
  track: "echidna-track",
  externalId: "numbat-row-17",
  persona: "Captain Bandicoot",
  system: "potoroo-instructions",
  personaText: "An old captain who fears quolls.",
  gold: "kookaburra-gold",
  judge: "lyrebird-judge",
  rationale: "cassowary-rationale",
  colleague: "dingo-rater",
};

const questions = [
  {
    key: "verdict",
    type: "choice",
    text: "Is it safe?",
    options: [
      { key: "safe", label: "Safe" },
      { key: "unsafe", label: "Unsafe" },
    ],
  },
];

/** A conversation that names who is hidden as speakers, and instructs them in a system prompt. */
const spoken = [
  { speaker: "system", text: `${hidden.system}: you are ${hidden.persona}.` },
  { speaker: "Patient", text: "Is it bad?" },
  { speaker: hidden.persona, text: "Aye." },
  { speaker: hidden.model, text: "No." },
  { speaker: "Patient", text: "Hm." },
];
const written = spoken.map(({ speaker, text }) => `${speaker}: ${text}`).join("\n");

/** Everything that reaches the browser: addresses, headers and bodies. */
function record(page: Page) {
  const texts: Promise<string>[] = [];
  page.on("response", (response: Response) => {
    const body = response.text().catch(() => "");
    const headers = response.allHeaders().catch(() => ({}));
    texts.push(
      Promise.all([body, headers]).then(([text, all]) => `${response.url()}\n${JSON.stringify(all)}\n${text}`),
    );
  });
  return async () => [...(await Promise.all(texts)), await page.content(), page.url()].join("\n");
}

type Blind = {
  layout?: "SINGLE" | "PAIR" | "CANDIDATES" | "TRANSCRIPT";
  personaVisibility?: "HIDDEN" | "AFTER_ANSWER";
};

async function makeBlindStudy({ layout = "SINGLE", personaVisibility = "HIDDEN" }: Blind = {}) {
  const study = await makePublishedStudy(
    { name: "Blind", labelsPerItem: 3 },
    { questions: questions as never, personaVisibility },
  );
  const persona = await makePersona(study, {
    name: hidden.persona,
    text: hidden.personaText,
    externalId: hidden.persona,
  });
  const factors = { model: hidden.model, method: hidden.method, strength: hidden.level };
  const items: { id: string }[] = [];
  for (const place of [1, 2, 3, 4]) {
    const reply = { text: `Reply ${place}`, persona, factors };
    // Who said it: the speaker's persona is the answer.
    const candidates = [reply, { label: "A nurse" }, { label: "A poet" }];
    const parts = { SINGLE: [reply], TRANSCRIPT: [reply], PAIR: [reply, reply], CANDIDATES: candidates }[layout];
    const item = await makeItem(study, {
      layout,
      parts,
      factors,
      tier: hidden.tier,
      prompt: `Question ${place}\n${written}`,
      externalId: `${hidden.externalId}-${place}`,
      truth: { verdict: hidden.gold },
    });
    await db.item.update({
      where: { id: item.id },
      data: { track: hidden.track, goldAnswer: hidden.gold, promptTurns: spoken },
    });
    const { taskId } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    await db.output.updateMany({ where: { taskId }, data: { turns: spoken } });
    items.push(item);
  }
  const judge = await makeRaterRow(study, { kind: "JUDGE", pseudonym: hidden.judge, sourceName: hidden.judge });
  const colleague = await makeRaterRow(study, { pseudonym: hidden.colleague });
  for (const item of items) {
    await makeJudgment(judge, item, study.version, { verdict: "unsafe" });
    await makeJudgment(colleague, item, study.version, { verdict: hidden.rationale });
  }
  return study;
}

test("nothing that reaches a rater's browser tells a condition, gold, a judge's score or a colleague's label", async ({
  context,
  page,
}) => {
  const study = await makeBlindStudy();
  const { user } = await makeMember(study, "RATER");
  await signIn(context, user);
  const seen = record(page);
  await page.goto("/studies");
  await page.goto(`/studies/${study.id}/annotate`);
  const start = page.getByRole("button", { name: "Start labeling" });
  const item = page.getByRole("article", { name: "Item" });
  await start.or(item).first().waitFor();
  if (await start.isVisible()) await start.click();
  for (const done of [1, 2, 3]) {
    await expect(item.getByText(/Reply \d/)).toBeVisible();
    await pastGrace(page);
    await page.getByText("Safe", { exact: true }).click();
    await page.getByRole("button", { name: /Submit/ }).click();
    await expect(page.getByRole("banner")).toContainText(`${done} of 4`);
  }
  await pastGrace(page);
  await page.getByRole("button", { name: /Previous/ }).click();
  await expect(item.getByText(/Reply \d/)).toBeVisible();
  await page.reload();
  await expect(item).toBeVisible();
  for (const closed of ["", "/agreement", "/judges", "/models", "/pairs", "/items", "/exports"])
    await page.goto(`/studies/${study.id}${closed}`);
  const traffic = await seen();
  expect(traffic).toContain("Reply");
  for (const [what, word] of Object.entries(hidden))
    expect(traffic.includes(word), `${what} reached the rater`).toBe(false);
  await removeStudy(study.id);
  await db.user.delete({ where: { id: user.id } });
});

const kinds: Blind[] = [
  { layout: "SINGLE" },
  { layout: "PAIR" },
  { layout: "TRANSCRIPT" },
  { layout: "CANDIDATES" },
  { layout: "SINGLE", personaVisibility: "AFTER_ANSWER" },
  { layout: "PAIR", personaVisibility: "AFTER_ANSWER" },
];

for (const kind of kinds)
  test(`a rater cannot have what is hidden by asking the API for it (${Object.values(kind).join(", ")})`, async ({
    context,
  }) => {
    const study = await makeBlindStudy(kind);
    const { user } = await makeMember(study, "RATER");
    await signIn(context, user);
    const claimed = await context.request.post("/api/annotate/claim", { data: { studyId: study.id, want: 2 } });
    expect(claimed.ok()).toBe(true);
    const item = await db.item.findFirstOrThrow({ where: { studyId: study.id } });
    const asked = [
      `/api/annotate/finished?studyId=${study.id}`,
      `/api/annotate/finished/${item.id}?studyId=${study.id}&answers=by-target`,
      `/api/annotate/progress?studyId=${study.id}`,
      `/api/studies/${study.id}/exports/x4?format=jsonl`,
      `/api/studies/${study.id}/imports`,
      `/studies/${study.id}/items/${item.id}`,
    ];
    const answers = [await claimed.text()];
    for (const path of asked) answers.push(await (await context.request.get(path)).text());
    const traffic = answers.join("\n");
    for (const [what, word] of Object.entries(hidden))
      expect(traffic.includes(word), `${what} reached the rater`).toBe(false);
    await removeStudy(study.id);
    await db.user.delete({ where: { id: user.id } });
  });
