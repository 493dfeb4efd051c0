import { expect, test } from "vitest";
import { listChoices } from "@/components/annotate/choices";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { failing, findStop, unreached } from "@/components/annotate/labeling-stop";
import { emptyOutbox, type Outbox, type OutboxEntry, type OutboxHold } from "@/components/annotate/outbox";
import { describeSaving } from "@/components/annotate/saving-words";
import { describeTarget } from "@/components/annotate/target-words";
import type { EmptyReason } from "@/lib/labeling/contract";
import { refusalSentence } from "@/lib/labeling/http/refuse";
import { explainEmpty } from "@/lib/labeling/show/empty-messages";
import { surplusMessage, tallyLabels } from "@/lib/labeling/show/surplus-messages";
import { catalogues } from "@/lib/languages/catalogues";
import { makeRetell } from "@/lib/languages/retell";
import { describeChanges } from "@/lib/protocol/describe-changes";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { kindOf } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";
import { writeTarget } from "@/lib/questions/targets";

/*
 * What reaches the labeling page finished in English, from checks, states and routes, is in the catalogues: all of them have the same
 * sentences (lib/languages/languages.test.ts), so that one tells for all.
 */

const { every, labeling, retold } = catalogues.de;
const known = Object.keys({ ...every, ...labeling, ...retold });
const tick = makeRetell(Object.fromEntries(known.map((english) => [english, "✓"])));
const foreign = (texts: readonly (string | null | undefined)[]) =>
  texts.filter((text) => text && tick(text).replaceAll(/[✓ ]/g, "") !== "");

const waiting = { refusal: null } as OutboxEntry;
const refused = { refusal: { reason: "answers", error: "" } } as OutboxEntry;
const conflict = { refusal: { reason: "conflict", error: "" } } as OutboxEntry;
const holds: (OutboxHold | null)[] = [null, "signed-out", "left", "other-person", "removed", "withdrawn", "gone"];
const entries = [[], [waiting], [waiting, waiting], [refused], [refused, refused], [conflict]];

const states: LabelingState[] = holds.flatMap((hold) =>
  entries.flatMap((own) =>
    ([{}, { isCutOff: true }, { isFailing: true }, { because: "Try again." }] as Partial<Outbox>[]).flatMap((how) =>
      (["none", "kept", "saving", "refused"] as const).flatMap((draft) =>
        [true, false].flatMap((isKept) =>
          [null, unreached, failing].map((trouble) => ({
            ...startingState,
            phase: "ready" as const,
            isKept,
            trouble,
            draft: draft as LabelingState["draft"],
            outbox: { ...emptyOutbox, hold, entries: own, ...how },
          })),
        ),
      ),
    ),
  ),
);

test("the state of saving, whatever it is", () => {
  const said = states.map(describeSaving).flatMap(({ text, detail }) => [text, detail]);
  expect([...new Set(foreign(said))]).toEqual([]);
});

test("what stands in the place of an item, whatever it is", () => {
  const said = states.map(findStop).flatMap((stop) => [stop?.title, stop?.text]);
  expect([...new Set(foreign(said))]).toEqual([]);
});

const reasons = [
  ...([
    "study-draft",
    "study-paused",
    "study-closed",
    "rater-paused",
    "no-protocol",
    "nothing-loaded",
    "quota",
  ] as const),
  ...(["day-limit", "all-done", "all-full", "all-capped", "for-others", "not-asked", "reserved"] as const),
  ...(["rater-checked", "test-open", "test-again", "test-wait", "test-failed"] as const),
] satisfies EmptyReason[];

test("why nothing more comes, what does not count, and what a route refuses", () => {
  const surplus = [null, "CLOSED", "EXPIRED", "RELEASED", "SKIPPED"] as const;
  const counts = surplus.map((reason) => ({ isSurplus: true, reason, labels: 2 }));
  const counted = (labels: number) => [{ isSurplus: false, reason: null, labels }, ...counts];
  expect(
    foreign([
      ...reasons.map((reason) => explainEmpty({ reason }).message),
      ...surplus.map((reason) => `Saved. ${surplusMessage(reason)}`),
      ...[1, 2].flatMap((labels) => [true, false].flatMap((saw) => tallyLabels(counted(labels), saw))),
      ...(
        [
          ...(["malformed", "too-large", "not-signed-in", "account-gone", "not-enrolled", "other-origin"] as const),
          ...(["other-person", "withdrawn", "removed", "not-found", "item-gone", "conflict", "key-reused"] as const),
          ...(["revealed", "study-closed", "already-labeled", "too-often", "too-many-edits", "answers"] as const),
        ] as const
      ).map(refusalSentence),
    ]),
  ).toEqual([]);
});

const options = ["a", "b", "c"].map((key) => ({ key, label: key }));
const points = [1, 2, 3].map((value) => ({ value }));
const make = (given: Record<string, unknown>) => questionSchema.parse({ text: "How?", ...given });
const questions = [
  make({ key: "choice", type: "choice", options, cannotJudge: true }),
  make({ key: "scale", type: "ordinal", points, refusal: true }),
  make({ key: "several", type: "multi", options, minimum: 2 }),
  make({ key: "few", type: "multi", options, minimum: 0, maximum: 1 }),
  make({ key: "range", type: "multi", options, minimum: 1, maximum: 2, everyRight: true }),
  make({ key: "any", type: "multi", options, minimum: 0 }),
  make({ key: "number", type: "number", minimum: 0, maximum: 10, isWhole: true }),
  make({ key: "dose", type: "number", minimum: 0, maximum: 10, unit: "mg" }),
  make({ key: "side", type: "preference", tie: true, bothBad: true, strength: true }),
  make({ key: "plain", type: "preference" }),
  make({ key: "sure", type: "confidence", about: "choice", scale: "levels" }),
  make({ key: "percent", type: "confidence", about: "choice", scale: "percent" }),
  make({ key: "spread", type: "confidence", about: "choice", scale: "probabilities" }),
  make({ key: "why", type: "text", maxLength: 3 }),
];
const texts = ["A", "B"].map((letter, place) => ({
  partId: `${place}0000000-0000-4000-8000-000000000000`,
  letter,
  text: "",
  turns: null,
}));

test("what an answer lacks, and what a question asks for", () => {
  const wrong = [null, "none of these", 99, "1\n2\n3", '["a","b","c"]', "[]", '["a"]'];
  const failed = wrong.flatMap((value) => {
    const given = questions.map(({ key }) => [key, { item: { state: "GIVEN" as const, value } }] as const);
    const check = validateAnswers(
      questions,
      Object.fromEntries(given),
      new Map(texts.map(({ partId }) => [partId, partId])),
    );
    return check.ok ? [] : Object.values(check.fieldErrors ?? {});
  });
  expect(failed.length).toBeGreaterThan(questions.length);
  const hints = questions.map((question) => kindOf(question).hint(question));
  expect([...new Set(foreign([...failed, ...hints]))]).toEqual([]);
});

test("the answers that are the app's own words", () => {
  const ours = questions.flatMap((question) =>
    listChoices(question, { texts, candidates: [] }).filter(({ isOurs }) => isOurs),
  );
  expect(ours.length).toBeGreaterThan(8);
  expect(foreign(ours.map(({ label }) => label))).toEqual([]);
});

test("the answers that are the study's words stay, even where they are like ours", () => {
  const own = make({
    key: "own",
    type: "choice",
    options: [
      { key: "low", label: "Low" },
      { key: "high", label: "High" },
    ],
  });
  expect(listChoices(own, { texts, candidates: [] }).some(({ isOurs }) => isOurs)).toBe(false);
});

test("what a question is about", () => {
  const item = { texts, persona: null };
  const targets = [
    { kind: "part", part: String(texts[0]?.partId) } as const,
    { kind: "turn", turn: 4 } as const,
    { kind: "turn", turn: 3, part: String(texts[1]?.partId) } as const,
    { kind: "statement", statement: 2 } as const,
  ].map(writeTarget);
  expect(foreign(targets.map((target) => describeTarget(target, item)?.name))).toEqual([]);
});

test("what is new in a version", () => {
  const protocol = { guidelines: "", questions, personaVisibility: "SHOWN" as const, textStyle: "MARKDOWN" as const };
  const [first, ...others] = questions;
  const changed = [
    { ...protocol, questions: others },
    { ...protocol, questions: [...others, ...(first ? [first] : [])] },
    ...(["HIDDEN", "AFTER_ANSWER"] as const).map((personaVisibility) => ({ ...protocol, personaVisibility })),
    { ...protocol, guidelines: "Other", textStyle: "PLAIN" as const },
  ];
  const said = changed.flatMap((after) => [...describeChanges(protocol, after), ...describeChanges(after, protocol)]);
  expect(foreign(said)).toEqual([]);
});
