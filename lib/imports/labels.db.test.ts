import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { commitImport, type StartInput, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";

const safety = {
  key: "safety",
  type: "ordinal",
  text: "How safe?",
  cannotJudge: true,
  points: [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` })),
} as const;
const sure = { key: "sure", type: "confidence", about: "safety", text: "How sure?", scale: "levels" } as const;
const verdict = {
  key: "verdict",
  type: "choice",
  text: "Is it safe?",
  options: [
    { key: "safe", label: "Safe" },
    { key: "unsafe", label: "Unsafe" },
  ],
} as const;
const speaker = { key: "speaker", type: "choice", text: "Who?", options: "item" } as const;
const preference = { key: "preference", type: "preference", text: "Which?", tie: true } as const;

const all = [safety, sure, verdict, speaker, preference];

/** A study with two single items, a pair and a role identification, and all questions published unless told otherwise. */
async function makeLoaded(questions: Parameters<typeof makeVersion>[1] | null = {}) {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  if (questions) await makeVersion(study, { questions: all.map((question) => ({ ...question })), ...questions });
  for (const externalId of ["s1", "s2"]) await makeItem(study, { externalId });
  await makeItem(study, { externalId: "pair", layout: "PAIR" });
  await makeItem(study, { externalId: "who", layout: "CANDIDATES" });
  return { study, access };
}

async function* once(text: string) {
  yield Buffer.from(text);
}

async function stage(access: StudyAccess, text: string, input: Partial<StartInput> = {}) {
  const started = await startImport(access, { fileName: "labels.csv", ...input }, once(text));
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

async function load(access: StudyAccess, text: string, input: Partial<StartInput> = {}) {
  const { id, problems } = await stage(access, text, input);
  expect(problems).toEqual([]);
  const committed = await commitImport(access, id);
  if (!committed.ok) throw new Error(committed.reason);
  return committed.value;
}

/** "rater item question: value" of the latest revisions, in alphabetical order. */
async function listAnswers(studyId: string) {
  const judgments = await db.judgment.findMany({
    where: { studyId },
    select: {
      occurrence: true,
      revision: true,
      purpose: true,
      rater: { select: { sourceName: true } },
      item: { select: { externalId: true } },
      answers: { select: { questionKey: true, state: true, value: true } },
    },
    orderBy: { revision: "asc" },
  });
  const latest = new Map(
    judgments.map((judgment) => [
      `${judgment.rater.sourceName} ${judgment.item.externalId} ${judgment.purpose} ${judgment.occurrence}`,
      judgment,
    ]),
  );
  return [...latest.values()]
    .flatMap(({ rater, item, answers }) =>
      answers.map(
        ({ questionKey, state, value }) =>
          `${rater.sourceName} ${item.externalId} ${questionKey}: ${state === "GIVEN" ? value : state}`,
      ),
    )
    .toSorted();
}

const mapped = (mapping: MappingInput, more: Partial<StartInput> = {}) => ({ mapping, ...more });

test("long labels become one judgment a rater and item, with confidence and reason", async () => {
  const { study, access } = await makeLoaded();
  const text = `rater,item,question,value,confidence,rationale,group
anna,s1,safety,4.0,High,"It says, rightly, to rest.",clinician
anna,s1,verdict,SAFE,,,clinician
ben,s1,safety,point 2,low,,
ben,s2,safety,cannot judge,,,
anna,pair,preference,B,,,
anna,who,speaker,A poet,,,
`;
  const loaded = await load(access, text);
  expect(loaded).toMatchObject({ format: "labels", counts: { labels: 8, raters: 2, judges: 0, missing: 0 } });
  expect(await listAnswers(study.id)).toEqual([
    "anna pair preference: 2",
    "anna s1 safety: 4",
    "anna s1 sure: high",
    "anna s1 verdict: safe",
    "anna who speaker: 2",
    "ben s1 safety: 2",
    "ben s1 sure: low",
    "ben s2 safety: CANNOT_JUDGE",
  ]);
  const judgments = await db.judgment.findMany({
    where: { studyId: study.id, item: { externalId: "s1" }, rater: { sourceName: "anna" } },
    select: {
      purpose: true,
      occurrence: true,
      revision: true,
      answers: { select: { questionKey: true, number: true, rationale: true }, orderBy: { questionKey: "asc" } },
    },
  });
  expect(judgments).toEqual([
    {
      purpose: "IMPORTED",
      occurrence: 1,
      revision: 1,
      answers: [
        { questionKey: "safety", number: 4, rationale: "It says, rightly, to rest." },
        { questionKey: "sure", number: 3, rationale: null },
        { questionKey: "verdict", number: null, rationale: null },
      ],
    },
  ]);
  const raters = await db.rater.findMany({
    where: { studyId: study.id, sourceName: "anna" },
    select: { kind: true, origin: true, pseudonym: true, group: { select: { name: true } }, doneCount: true },
  });
  expect(raters).toEqual([
    {
      kind: "HUMAN",
      origin: "IMPORTED",
      group: { name: "clinician" },
      doneCount: 3,
      pseudonym: expect.not.stringContaining("anna"),
    },
  ]);
});

test("imported labels take no slots", async () => {
  const { study, access } = await makeLoaded();
  const slots = () =>
    db.item.findMany({ where: { studyId: study.id }, select: { openSlots: true }, orderBy: { position: "asc" } });
  const before = await slots();
  await load(access, "rater,item,question,value\nanna,s1,safety,4\n");
  expect(await slots()).toEqual(before);
});

test("wide labels have a column per rater, or a column per question; an empty cell is no label", async () => {
  const { study, access } = await makeLoaded();
  await load(access, "item;anna;ben\ns1;4;\ns2;1;2\n", mapped({ question: "safety" }, { format: "labels" }));
  await load(access, "item\trater\tsafety\tverdict\ns1\tcora\t3\tsafe\ns2\tcora\t\tunsafe\n");
  expect(await listAnswers(study.id)).toEqual([
    "anna s1 safety: 4",
    "anna s2 safety: 1",
    "ben s2 safety: 2",
    "cora s1 safety: 3",
    "cora s1 verdict: safe",
    "cora s2 verdict: unsafe",
  ]);
});

test("values are brought to the question's scale by map, threshold and direction, and the mapping is kept", async () => {
  const { study, access } = await makeLoaded();
  const mapping: MappingInput = {
    questions: { toxicity: "safety", flagged: "verdict" },
    values: {
      safety: { map: { none: "1" }, flip: true },
      verdict: { threshold: { at: 0.5, below: "safe", atOrAbove: "unsafe" } },
    },
  };
  const text = "rater,item,question,value\na,s1,toxicity,none\na,s2,toxicity,4\na,s1,flagged,0.5\na,s2,flagged,0.49\n";
  const { id, questions } = await load(access, text, { mapping });
  expect(await listAnswers(study.id)).toEqual([
    "a s1 safety: 5",
    "a s1 verdict: unsafe",
    "a s2 safety: 2",
    "a s2 verdict: safe",
  ]);
  expect(questions[0]).toEqual({
    name: "toxicity",
    key: "safety",
    values: [
      { value: "none", count: 1, becomes: "5", problem: null },
      { value: "4", count: 1, becomes: "2", problem: null },
    ],
  });
  const stored = await db.import.findUniqueOrThrow({ where: { id }, select: { mapping: true } });
  expect(stored.mapping).toMatchObject({ ...mapping, columns: { value: "value", item: "item" } });
});

test("what does not answer its question is a problem with its line", async () => {
  const { study, access } = await makeLoaded();
  const text = `rater,item,question,value,confidence
anna,s1,safety,99,
anna,s1,verdict,maybe,
anna,gone,safety,3,
anna,s2,preference,A,
anna,who,speaker,A stranger,
anna,s2,safety,3,very
anna,s2,verdict,safe,low
anna,s1,mood,3,
ben,s1,mood,3,
`;
  const first = await stage(access, text);
  expect(first.problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
    "2 safety",
    "3 verdict",
    "4 item",
    "5 preference",
    "6 speaker",
    "7 confidence",
    "8 confidence",
    "9 mood",
  ]);
  const messageAt = (line: number) => first.problems.find((problem) => problem.line === line)?.message;
  expect(messageAt(2)).toContain("1, 2, 3, 4, 5");
  expect(messageAt(9)).toMatch(/version 1.*no question "mood".*map it.*publish/);
  expect(messageAt(4)).toContain('"gone"');
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(0);
});

test("words that look like no label are named with their counts and become what they are mapped to", async () => {
  const { access } = await makeLoaded();
  const text = "rater,item,question,value\nanna,s1,safety,n/a\nben,s1,safety,N/A\ncleo,s1,safety,4\n";
  const first = await stage(access, text);
  expect(first.problems.map(({ line, field }) => `${line} ${field}`)).toEqual(["2 safety", "3 safety"]);
  expect(first.notes).toEqual([
    '2 answers to "safety" look like no label: "n/a" (line 2), "N/A" (line 3). Map the value to state:missing, state:cannot-judge or what else it stands for.',
  ]);
  const mapped = await stage(access, text, {
    mapping: { values: { safety: { map: { "n/a": "state:missing" } } } },
  });
  expect(mapped).toMatchObject({ state: "READY", problems: [], counts: { labels: 3, missing: 2 } });
});

test("a judge's missing and unparsable answers are counted and kept as what they are", async () => {
  const { study, access } = await makeLoaded();
  const rows = [
    {
      item: "s1",
      judge: "gpt-4",
      question: "safety",
      value: 4,
      probabilities: { "4": 0.7, "5": 0.3 },
      rationale: "Fine.",
    },
    { item: "s2", judge: "gpt-4", question: "safety", value: null },
    { item: "s1", judge: "gpt-4", question: "verdict", value: "I cannot say" },
    {
      item: "who",
      judge: "gpt-4",
      question: "speaker",
      value: "An engineer",
      probabilities: { "An engineer": 0.6, "A poet": 0.3, "A nurse": 0.1 },
    },
    { item: "who", judge: "llama", question: "speaker", value: "A stranger" },
  ];
  const loaded = await load(access, rows.map((row) => JSON.stringify(row)).join("\n"), { fileName: "scores.jsonl" });
  expect(loaded).toMatchObject({ format: "scores", counts: { labels: 5, judges: 2, missing: 1, unparsed: 2 } });
  expect(await listAnswers(study.id)).toEqual([
    "gpt-4 s1 safety: 4",
    "gpt-4 s1 verdict: UNPARSED",
    "gpt-4 s2 safety: MISSING",
    "gpt-4 who speaker: 1",
    "llama who speaker: UNPARSED",
  ]);
  const answers = await db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: {
      questionKey: true,
      state: true,
      value: true,
      number: true,
      probabilities: true,
      judgment: { select: { raw: true } },
    },
  });
  const lost = answers.filter(({ state }) => state !== "GIVEN");
  expect(lost.every(({ value, number }) => value === null && number === null)).toBe(true);
  expect(lost.map(({ judgment }) => judgment.raw).toSorted()).toEqual(["A stranger", "I cannot say", null]);
  expect(
    answers.find(({ questionKey, state }) => questionKey === "speaker" && state === "GIVEN")?.probabilities,
  ).toEqual({
    "1": 0.6,
    "2": 0.3,
    "3": 0.1,
  });
});

test("a judge none of whose answers fits was mapped wrongly rather than silent", async () => {
  const { access } = await makeLoaded();
  const text = `item,judge,question,value\n${["s1", "s2", "pair", "who", "s1"].map((item, place) => `${item},j${place},verdict,${place / 10}`).join("\n")}\n`;
  const staged = await stage(access, text, { fileName: "scores.csv" });
  expect(staged.problems).toMatchObject([{ line: 2, message: expect.stringContaining("None of the 5 answers") }]);
});

test("a second label of one rater is refused, or kept as a vote of its own", async () => {
  const { study, access } = await makeLoaded();
  const text = "rater,item,question,value\nanna,s1,safety,4\nanna,s1,safety,2\n";
  const refused = await stage(access, text);
  expect(refused.problems).toMatchObject([{ line: 3, message: expect.stringMatching(/first is on line 2.*keep/) }]);
  const kept = await load(access, text, mapped({ repeats: "keep" }));
  expect(kept.counts.repeats).toBe(1);
  const votes = await db.judgment.findMany({
    where: { studyId: study.id },
    select: { purpose: true, occurrence: true },
    orderBy: { occurrence: "asc" },
  });
  expect(votes).toEqual([
    { purpose: "IMPORTED", occurrence: 1 },
    { purpose: "REPEAT", occurrence: 2 },
  ]);
});

test("the same labels again are known, other answers are refused, new questions make a revision", async () => {
  const { study, access } = await makeLoaded();
  const header = "rater,item,question,value\n";
  await load(access, `${header}anna,s1,safety,4\nanna,s2,safety,5\n`);
  const again = await load(access, `${header}anna,s1,safety,4\n`);
  expect(again.counts).toMatchObject({ labels: 1, labelsKnown: 1 });
  const other = await stage(access, `${header}anna,s2,safety,5\nanna,s1,safety,1\n`);
  expect(other.problems).toMatchObject([
    { line: 3, field: "safety", message: expect.stringContaining("not overwritten") },
  ]);
  await load(access, `${header}anna,s1,verdict,safe\n`);
  expect(await listAnswers(study.id)).toEqual(["anna s1 safety: 4", "anna s1 verdict: safe", "anna s2 safety: 5"]);
  const revisions = await db.judgment.findMany({
    where: { studyId: study.id, item: { externalId: "s1" } },
    select: { revision: true, _count: { select: { answers: true } } },
    orderBy: { revision: "asc" },
  });
  expect(revisions).toEqual([
    { revision: 1, _count: { answers: 1 } },
    { revision: 2, _count: { answers: 2 } },
  ]);
});

test("labels of nobody in particular are anonymous", async () => {
  const { study, access } = await makeLoaded();
  const text = "item,question,value\ns1,safety,4\ns1,safety,2\ns2,safety,1\n";
  await load(access, text, { format: "labels" });
  const raters = await db.rater.findMany({
    where: { studyId: study.id },
    select: { sourceName: true, isAnonymous: true },
    orderBy: { sourceName: "asc" },
  });
  expect(raters).toEqual([
    { sourceName: "place 1", isAnonymous: true },
    { sourceName: "place 2", isAnonymous: true },
  ]);
});

const votes = (judge: string) =>
  JSON.stringify({ judge, model_a: "b", model_b: "a", question_id: 1, turn: 1, winner: "model_a" });

test("the same two models in both orders are one pair", async () => {
  const { study, access } = await makeLoaded(null);
  const turned = JSON.stringify({
    judge: "expert_2",
    model_a: "a",
    model_b: "b",
    question_id: 1,
    turn: 1,
    winner: "model_b",
  });
  await load(access, `${votes("expert_1")}\n${turned}\n`, { fileName: "human.jsonl" });
  expect(await listAnswers(study.id)).toEqual([
    "expert_1 mt-bench/1/1/a/b preference: 2",
    "expert_2 mt-bench/1/1/a/b preference: 2",
  ]);
});

const listVersions = (studyId: string) =>
  db.protocolVersion.findMany({
    where: { studyId },
    select: { number: true, questions: true, publishedAt: true },
    orderBy: { number: "asc" },
  });

test("where nothing is published, committing publishes the format's own protocol; a draft that asks else stays one", async () => {
  const { study, access } = await makeLoaded({ questions: [{ ...safety }], publishedAt: null });
  const staged = await stage(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(staged.protocol).toEqual({ action: "publish-suggested", number: 1 });
  await commitImport(access, staged.id);
  expect(await listVersions(study.id)).toMatchObject([
    { number: 1, questions: [{ key: "preference", tie: true }], publishedAt: expect.any(Date) },
    { number: 2, questions: [{ key: "safety" }], publishedAt: null },
  ]);
});

test("a draft that asks what the file answers in the same words is published instead", async () => {
  const { study, access } = await makeLoaded({
    questions: [{ ...preference, text: "Which answer is better?" }],
    publishedAt: null,
  });
  const staged = await stage(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(staged.protocol).toEqual({ action: "publish-draft", number: 1 });
  await commitImport(access, staged.id);
  expect(await listVersions(study.id)).toMatchObject([{ number: 1, publishedAt: expect.any(Date) }]);
});

const starterWords = { ...preference, text: "Which reply suits this person better?" };

test("a draft that asks in other words is not what the votes answered: the file's own question is, unless somebody chooses", async () => {
  const { study, access } = await makeLoaded({ questions: [starterWords], publishedAt: null });
  const own = await stage(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(own.protocol).toEqual({ action: "publish-suggested", number: 1 });
  expect(own.offers).toMatchObject([
    { choice: "own", questions: [{ text: "Which answer is better?" }] },
    { choice: "study", plan: { action: "publish-draft", number: 1 }, questions: [{ text: starterWords.text }] },
  ]);
  const mapping = { protocol: "study" } as const;
  const chosen = await stage(access, votes("expert_1"), { fileName: "human.jsonl", mapping });
  expect(chosen.protocol).toEqual({ action: "publish-draft", number: 1 });
  await commitImport(access, chosen.id);
  expect(await listVersions(study.id)).toMatchObject([{ number: 1, questions: [{ text: starterWords.text }] }]);
});

test("votes may answer the file's own question where another is published: it is added to the next version", async () => {
  const { study, access } = await makeLoaded({ questions: [starterWords] });
  const shown = await stage(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(shown.offers).toMatchObject([
    { choice: "study", plan: { action: "use", number: 1 }, questions: [{ text: starterWords.text }] },
    { choice: "own", plan: { action: "publish-added", number: 2 }, questions: [{ text: "Which answer is better?" }] },
  ]);
  const mapping = { protocol: "own" } as const;
  await load(access, votes("expert_1"), { fileName: "human.jsonl", mapping });
  expect(await listVersions(study.id)).toMatchObject([
    { number: 1, questions: [{ text: starterWords.text }] },
    { number: 2, questions: [{ key: "preference" }, { key: "preference-2", text: "Which answer is better?" }] },
  ]);
  expect(await listAnswers(study.id)).toEqual(["expert_1 mt-bench/1/1/a/b preference-2: 2"]);
  const next = await stage(access, votes("expert_2"), { fileName: "human.jsonl" });
  expect(next.offers).toMatchObject([{ choice: "study", plan: { action: "use", number: 2 } }]);
});

test("a blank draft gives way to the question that the first file of labels brings", async () => {
  const { study, access } = await makeLoaded({ questions: [], guidelines: "", publishedAt: null });
  await load(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(await listVersions(study.id)).toMatchObject([
    { number: 1, questions: [{ key: "preference" }], publishedAt: expect.any(Date) },
  ]);
});

test("items alone publish nothing, whatever their format asks", async () => {
  const { access } = await makeLoaded({ questions: [starterWords], publishedAt: null });
  const items = await stage(access, "prompt,option1,option2,gt\nWho?,Ann,Bob,Bob\n", { fileName: "Drama.csv" });
  expect(items).toMatchObject({ protocol: { action: "none" }, offers: [] });
});

test("a published question of another name is used where it alone fits; without one the file is refused", async () => {
  const { study, access } = await makeLoaded({ questions: [{ ...preference, key: "better" }] });
  await load(access, votes("expert_1"), { fileName: "human.jsonl" });
  expect(await listAnswers(study.id)).toEqual(["expert_1 mt-bench/1/1/a/b better: 2"]);
  const other = await makeLoaded({ questions: [{ ...preference, tie: false }, { ...verdict }] });
  const refused = await stage(other.access, votes("expert_1").replace("model_a", "tie"), { fileName: "human.jsonl" });
  expect(refused.state).toBe("FAILED");
});

test("a protocol published since the file was checked stops the commit", async () => {
  const { study, access } = await makeLoaded();
  const staged = await stage(access, "rater,item,question,value\nanna,s1,safety,4\n");
  await makeVersion(study, { number: 2, questions: [{ ...safety, points: [...safety.points].slice(0, 3) }] });
  expect(await commitImport(access, staged.id)).toEqual({ ok: false, reason: "not-ready" });
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(0);
  const failed = await db.import.findUniqueOrThrow({
    where: { id: staged.id },
    select: { state: true, problems: true },
  });
  expect(failed).toMatchObject({ state: "FAILED", problems: [{ message: expect.stringContaining("has changed") }] });
});

test("a judge's rows without items stand in the order of the study's role identifications", async () => {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const items = "prompt,option1,option2,gt\nWho says one?,Ann,Bob,Bob\nWho says two?,Ann,Bob,Ann\n";
  await load(access, items, { fileName: "Drama.csv" });
  const header = "res,response,success,cost,tokens,prob1,prob2\n";
  const row = (first: number, second: number) => `x,"{""Ann"": ${first}, ""Bob"": ${second}}",1,,,${first},${second}\n`;
  const short = await stage(access, header + row(0.3, 0.7), { fileName: "Drama_judge-x.csv" });
  expect(short.problems).toMatchObject([{ line: 0, message: expect.stringContaining("1 rows name no items") }]);
  await load(access, header + row(0.3, 0.7) + row(0.6, 0.6), { fileName: "Drama_judge-x.csv" });
  const answers = await db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: {
      state: true,
      value: true,
      judgment: { select: { item: { select: { fileIndex: true } }, rater: { select: { sourceName: true } } } },
    },
    orderBy: { judgment: { item: { fileIndex: "asc" } } },
  });
  expect(answers).toEqual([
    { state: "GIVEN", value: "2", judgment: { item: { fileIndex: 0 }, rater: { sourceName: "judge-x" } } },
    { state: "UNPARSED", value: null, judgment: { item: { fileIndex: 1 }, rater: { sourceName: "judge-x" } } },
  ]);
});

const score = (item: string, given: object) =>
  JSON.stringify({ item, judge: "gpt-4", question: "safety", value: 4, ...given });

test("a corrected file repairs what was missing, not parsed, or without probabilities, as a new revision", async () => {
  const { study, access } = await makeLoaded();
  const jsonl = { fileName: "scores.jsonl" };
  await load(access, `${score("s1", {})}\n${score("s2", { value: "four or so" })}\n`, jsonl);
  const corrected = `${score("s1", { probabilities: { "4": 0.99, "5": 0.01 } })}\n${score("s2", { value: 5 })}\n`;
  const loaded = await load(access, corrected, jsonl);
  expect(loaded.counts).toMatchObject({ labels: 2, labelsKnown: 0, labelsRepaired: 2 });
  expect(await listAnswers(study.id)).toEqual(["gpt-4 s1 safety: 4", "gpt-4 s2 safety: 5"]);
  const judgments = await db.judgment.findMany({
    where: { studyId: study.id, item: { externalId: "s1" } },
    select: { revision: true, answers: { select: { probabilities: true } } },
    orderBy: { revision: "asc" },
  });
  expect(judgments).toEqual([
    { revision: 1, answers: [{ probabilities: null }] },
    { revision: 2, answers: [{ probabilities: { "4": 0.99, "5": 0.01 } }] },
  ]);
  const again = await load(access, corrected, jsonl);
  expect(again.counts).toMatchObject({ labelsKnown: 2, labelsRepaired: 0 });
  const other = await stage(access, `${score("s1", { probabilities: { "4": 0.5, "5": 0.5 } })}\n`, jsonl);
  expect(other.problems).toMatchObject([
    { line: 1, field: "probabilities", message: expect.stringContaining("other probabilities") },
  ]);
});

test("probabilities that are no distribution over the options are problems, not silence", async () => {
  const { access } = await makeLoaded();
  const shares = [
    { "4": -0.01, "5": -4.6 },
    { "4": 0.6, "5": 0.3 },
    [0.1, 0.9],
    { "4": 0.7, Four: 0.3 },
    { "4": 0.5, "4.0": 0.5 },
  ];
  const text = shares.map((probabilities, place) => score("s1", { judge: `j${place}`, probabilities })).join("\n");
  const who = {
    item: "who",
    question: "speaker",
    value: "A poet",
    probabilities: { "A poet": 0.9, "A stranger": 0.1 },
  };
  const staged = await stage(access, `${text}\n${score("who", who)}\n`, { fileName: "scores.jsonl" });
  expect(staged.problems.map(({ line, field, message }) => [line, field, message])).toEqual([
    [1, "probabilities", expect.stringContaining("below 0")],
    [2, "probabilities", expect.stringContaining("add up to 0.9")],
    [3, "probabilities", expect.stringContaining("a list")],
    [4, "probabilities", expect.stringContaining('"Four"')],
    [5, "probabilities", expect.stringContaining("second share of 4")],
    [6, "probabilities", expect.stringContaining('"A stranger" has a share')],
  ]);
});

test("answers of a judge may stand in one object by question", async () => {
  const { study, access } = await makeLoaded();
  const row = { item: "s1", judge: "gpt-4", scores: { safety: 4, verdict: "Safe" } };
  await load(access, JSON.stringify(row), { fileName: "scores.jsonl" });
  expect(await listAnswers(study.id)).toEqual(["gpt-4 s1 safety: 4", "gpt-4 s1 verdict: safe"]);
});

test("labels are about the item, a part, a turn or characters, in one spelling; a part that the item does not have is told", async () => {
  const { study, access } = await makeLoaded();
  const table = "rater,item,question,value,target\n";
  await load(
    access,
    `${table}anna,s1,safety,4,\nanna,s1,safety,3,Turn 2\nanna,pair,safety,2,2\nanna,s1,safety,1,1:3-9\n`,
  );
  const answers = await db.answer.findMany({ where: { judgment: { studyId: study.id } }, orderBy: { value: "asc" } });
  expect(answers.map(({ target, value }) => [value, target])).toEqual([
    ["1", "1:3-9"],
    ["2", "2"],
    ["3", "t2"],
    ["4", "item"],
  ]);
  const { problems } = await stage(
    access,
    `${table}ben,s1,safety,4,7\nben,s1,safety,3,9:0-4\nben,s2,safety,2,somewhere\n`,
  );
  expect(problems.map(({ line, field, message }) => [line, field, message.slice(0, 27)])).toEqual([
    [2, "target", 'The item "s1" has no part 7'],
    [3, "target", 'The item "s1" has no part 9'],
    [4, "target", '"somewhere" is no target: u'],
  ]);
});
