import { db } from "@/lib/db/client";
import { makeItem, makeMember, makePersona, makePublishedStudy, makeUser } from "@/prisma/factories";
import { begin, item, pastGrace, press } from "./labeling-page";
import { test as base, expect, removeStudy, signIn } from "./test";

const questions = [
  {
    key: "ok",
    type: "choice",
    text: "In character?",
    askedOf: "turn",
    options: ["Yes", "No"].map((label) => ({ key: label.toLowerCase(), label })),
  },
  {
    key: "why",
    type: "text",
    text: "What breaks it?",
    askedOf: "turn",
    required: true,
    showIf: { question: "ok", in: ["no"] },
  },
  { key: "whole", type: "ordinal", text: "And as a whole?", points: [1, 2, 3].map((value) => ({ value })) },
];
const turns = [
  { speaker: "user", text: "Good morning, how are you?" },
  { speaker: "assistant", text: "Splendid, old chap." },
  { speaker: "user", text: "And the weather?" },
  { speaker: "assistant", text: "As an AI I have no window." },
];

const test = base.extend<{ study: { id: string } }>({
  study: async ({ user }, use) => {
    const study = await makePublishedStudy({}, { questions: questions as never });
    await makeMember(study, "RATER", { user });
    await makeItem(study, { layout: "TRANSCRIPT", parts: [{ text: "", turns }] });
    await use(study);
  },
});

test("a question of each turn goes from turn to turn by keys, marks the turn in hand and is stored at it", async ({
  page,
  study,
}) => {
  await begin(page, study);
  const inHand = item(page).locator("[data-held]");
  const group = (name: string) => page.getByRole("group", { name });
  await expect(inHand).toContainText("Splendid, old chap.");
  await expect(group("Turn 2 Splendid, old chap. In character?")).toBeVisible();
  await press(page, "1");
  await expect(inHand).toContainText("As an AI I have no window.");
  await press(page, "2");
  const why = page.getByRole("textbox", { name: /What breaks it/ });
  await expect(why).toBeFocused();
  await why.fill("It says what it is.");
  await press(page, "Control+Enter");
  await expect(group("And as a whole?").getByRole("alert")).toHaveText("Answer this question");
  await press(page, "3", "Enter");
  const stored = () =>
    db.answer.findMany({
      where: { judgment: { studyId: study.id } },
      select: { questionKey: true, target: true, value: true },
      orderBy: [{ questionKey: "asc" }, { target: "asc" }],
    });
  await expect.poll(async () => (await stored()).length).toBe(4);
  expect(await stored()).toEqual([
    { questionKey: "ok", target: "t2", value: "yes" },
    { questionKey: "ok", target: "t4", value: "no" },
    { questionKey: "whole", target: "item", value: "3" },
    { questionKey: "why", target: "t4", value: "It says what it is." },
  ]);
});

const yesOrNo = ["Yes", "No"].map((label) => ({ key: label.toLowerCase(), label }));

/** Targets by part key, whoever saw which side where. */
const listStored = (study: { id: string }, raterUserId?: string) =>
  db.answer.findMany({
    where: { judgment: { studyId: study.id, ...(raterUserId && { rater: { userId: raterUserId } }) } },
    select: { questionKey: true, target: true, value: true },
    orderBy: [{ judgment: { item: { fileIndex: "asc" } } }, { questionKey: "asc" }, { target: "asc" }],
  });

base(
  "each response and each statement is labeled by keys and by mouse, down to agreement",
  async ({ page, browser, user }) => {
    const study = await makePublishedStudy(
      { policies: ["file-order"] },
      {
        questions: [
          { key: "fits", type: "choice", text: "Does it fit?", askedOf: "part", options: yesOrNo },
          { key: "holds", type: "choice", text: "Does it hold?", askedOf: "statement", options: yesOrNo },
        ] as never,
      },
    );
    const persona = await makePersona(study);
    await db.personaStatement.createMany({
      data: ["Likes tea.", "Is shy."].map((text, position) => ({
        studyId: study.id,
        personaId: persona.id,
        text,
        position,
      })),
    });
    const parts = ["Good morning.", "Go away."].map((text) => ({ text, persona }));
    for (let made = 0; made < 2; made++) await makeItem(study, { layout: "PAIR", parts });
    await makeMember(study, "RATER", { user });
    const [other, reader] = [await makeUser(), await makeUser()];
    await makeMember(study, "RATER", { user: other });
    await makeMember(study, "VIEWER", { user: reader });

    await begin(page, study);
    const inHand = item(page).locator("[data-held]");
    for (const _ of [1, 2]) {
      // The friendly one fits, on whichever side it stands.
      for (const letter of ["A", "B"]) {
        await expect(page.getByRole("group", { name: `Response ${letter} Does it fit?` })).toBeVisible();
        const isFriendly = (await inHand.textContent())?.includes("Good morning.");
        await press(page, isFriendly ? "1" : "2");
      }
      await expect(inHand).toContainText("Likes tea.");
      await press(page, "1");
      await expect(inHand).toContainText("Is shy.");
      await press(page, "2", "Enter");
      await pastGrace(page);
    }
    const oneItem = [
      { questionKey: "fits", target: "1", value: "yes" },
      { questionKey: "fits", target: "2", value: "no" },
      { questionKey: "holds", target: "s1", value: "yes" },
      { questionKey: "holds", target: "s2", value: "no" },
    ];
    await expect.poll(() => listStored(study, user.id)).toEqual([...oneItem, ...oneItem]);

    const mouse = await browser.newContext({ baseURL: process.env.BASE_URL });
    await signIn(mouse, other);
    const others = await mouse.newPage();
    await begin(others, study);
    for (const done of [4, 8]) {
      const groups = [/^Response A/, /^Response B/, /^Statement 1/, /^Statement 2/];
      for (const name of groups) await others.getByRole("group", { name }).getByText("Yes", { exact: true }).click();
      await others.getByRole("button", { name: /^Submit/ }).click();
      await expect.poll(async () => (await listStored(study, other.id)).length).toBe(done);
      await pastGrace(others);
    }
    await mouse.close();

    const results = await browser.newContext({ baseURL: process.env.BASE_URL });
    await signIn(results, reader);
    const agreement = await results.newPage();
    for (const question of ["fits", "holds"]) {
      await agreement.goto(`/studies/${study.id}/agreement?question=${question}`);
      await expect(agreement.getByText(/8 labels of 2 people, 4 unordered pairs of labels/)).toBeVisible();
    }
    await results.close();
    await removeStudy(study.id);
  },
);

base("a turn of one of two dialogues is marked where it stands, and stored with its part", async ({ page, user }) => {
  const study = await makePublishedStudy({}, { questions: questions.slice(0, 1) as never });
  await makeMember(study, "RATER", { user });
  const saying = (text: string) => [
    { speaker: "user", text: "Good morning." },
    { speaker: "assistant", text },
  ];
  const parts = ["Splendid, old chap.", "As an AI I have none."].map((text) => ({ text: "", turns: saying(text) }));
  await makeItem(study, { layout: "PAIR", parts });
  await begin(page, study);
  const inHand = item(page).locator("[data-held]");
  for (const letter of ["A", "B"]) {
    const name = new RegExp(`^Response ${letter}, turn 2 `);
    await expect(page.getByRole("group", { name })).toBeVisible();
    await expect(page.getByRole("region", { name: `Response ${letter}` }).locator("[data-held]")).toBeVisible();
    await press(page, (await inHand.textContent())?.includes("Splendid") ? "1" : "2");
  }
  await press(page, "Enter");
  await expect
    .poll(() => listStored(study))
    .toEqual([
      { questionKey: "ok", target: "1:t2", value: "yes" },
      { questionKey: "ok", target: "2:t2", value: "no" },
    ]);
  await removeStudy(study.id);
});

base(
  "marks are set by keys and by mouse on a text with Markdown, in either view, and stored with their words",
  async ({ page, user }) => {
    const categories = ["Danger", "Tone"].map((label) => ({ key: label.toLowerCase(), label }));
    const marks = {
      key: "m",
      type: "marks",
      text: "What is wrong, and where?",
      categories,
      severities: ["mild", "severe"],
    };
    const study = await makePublishedStudy({}, { questions: [marks] as never });
    await makeMember(study, "RATER", { user });
    const text = `## Advice\n\nTake **ten** pills 🙂 now.\n\n${"Nothing else helps. ".repeat(300)}`;
    await makeItem(study, { layout: "SINGLE", parts: [{ text }] });
    await begin(page, study);
    const box = page.getByRole("textbox", { name: marks.text });
    await expect(box).toBeFocused();
    await press(page, "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight");
    await expect(box).toHaveValue("ten** pills");
    await press(page, "1", "w");
    await item(page)
      .getByText("Advice")
      .dblclick({ position: { x: 20, y: 12 } });
    await expect(box).toHaveValue("Advice");
    await press(page, "2", "q", "v");
    await expect(page.getByRole("list", { name: "Marks" }).getByRole("listitem")).toHaveText([
      /^Tone, mild.*Advice/,
      /^Danger, severe.*ten\*\* pills/,
    ]);
    await press(page, "Enter");
    const stored = () =>
      db.answer.findMany({
        where: { judgment: { studyId: study.id } },
        select: { target: true, value: true, number: true, quote: true },
        orderBy: { target: "asc" },
      });
    await expect.poll(async () => (await stored()).length).toBe(3);
    expect(await stored()).toEqual([
      { target: "1:18-29", value: "danger", number: 2, quote: "ten** pills" },
      { target: "1:3-9", value: "tone", number: 1, quote: "Advice" },
      { target: "item", value: '["danger","tone"]', number: null, quote: null },
    ]);
    await removeStudy(study.id);
  },
);

base(
  "the preview of a protocol asks of each turn and statement of its samples, and is complete without what is hidden",
  async ({ page, user }) => {
    const asking = ["turn", "statement"].map((askedOf) => ({
      key: askedOf,
      type: "choice",
      text: `In character, ${askedOf}?`,
      askedOf,
      options: yesOrNo,
    }));
    const study = await makePublishedStudy({ state: "DRAFT" }, { questions: asking as never });
    await makeMember(study, "OWNER", { user });
    await page.goto(`/studies/${study.id}/protocol`);
    const preview = page.getByRole("region", { name: "Preview" });
    const submit = preview.getByRole("button", { name: "Submit" });
    const choose = (group: RegExp) =>
      preview.getByRole("group", { name: group }).getByText("Yes", { exact: true }).click();

    await preview.getByLabel("Sample item").selectOption("Conversation");
    await choose(/^Turn 2/);
    await submit.click();
    await expect(preview.getByRole("status")).toHaveText("Something is missing");
    await choose(/^Turn 4/);
    await submit.click();
    await expect(preview.getByRole("status")).toHaveText(/^Complete/);

    await preview.getByLabel("Sample item").selectOption("Statements");
    await expect(preview.getByRole("group", { name: /^Statement 3/ })).toBeVisible();
    await page.getByLabel("The persona's card").selectOption("Hidden");
    await expect(preview.getByRole("group", { name: /^Statement/ })).toHaveCount(0);
    await submit.click();
    await expect(preview.getByRole("status")).toHaveText(/^Complete/);

    // What was answered in the preview is open in the list.
    await expect(page.getByLabel("Asked of").locator("option")).toHaveText([
      "the item as a whole",
      "each response",
      "each turn of the persona",
    ]);
    await expect(
      page.getByText(/each statement of the persona it cannot be asked: the persona's card is not shown/),
    ).toBeVisible();
    await removeStudy(study.id);
  },
);
