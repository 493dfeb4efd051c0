import { expect, test } from "vitest";
import { migrateKept } from "@/components/annotate/migrate-kept";

const old = { safe: { value: 1 }, odds: { probabilities: { a: 0.5, b: 0.5 } } };
const answers = { safe: { item: old.safe }, odds: { item: old.odds } };
const body = { assignmentId: "a1", key: "k1", answers, activeMs: 1, elapsedMs: 2 };
const common = { kind: "submit", key: "k1", createdAt: 5, attempts: 2, notBefore: 0, isKept: true, refusal: null };

test("what an earlier version kept loses the study's texts and keeps the label", () => {
  const kept = {
    ...common,
    isEdit: true,
    body: { ...body, answers: old },
    item: { prompt: "secret" },
    protocol: { guidelines: "secret" },
  };
  const entry = migrateKept("outbox/user-1/study-1/k1", kept);
  expect(entry).toEqual({ ...common, studyId: "study-1", body: { ...body, edits: null } });
  expect(JSON.stringify(entry)).not.toContain("secret");
});

test("labels and answers in progress from before there were targets are about the item", () => {
  const entry = { ...common, studyId: "s", body: { ...body, edits: 2, answers: old } };
  expect(migrateKept("outbox/u/s/k1", entry)).toEqual({ ...entry, body: { ...body, edits: 2 } });
  const draft = { assignmentId: "a1", answers: old, activeMs: 1, startedAt: 2, isSaved: false };
  expect(migrateKept("draft/u/s/a1", draft)).toEqual({ ...draft, answers });
});

test("what is in the present form stays as it is", () => {
  expect(migrateKept("outbox/u/s/k1", { ...common, studyId: "s", body: { ...body, edits: 2 } })).toBeNull();
  const skip = { ...common, kind: "skip", studyId: "s", body: { assignmentId: "a1", reason: "value" } };
  expect(migrateKept("outbox/u/s/k1", skip)).toBeNull();
  expect(
    migrateKept("draft/u/s/a1", { assignmentId: "a1", answers, activeMs: 1, startedAt: 2, isSaved: true }),
  ).toBeNull();
});
