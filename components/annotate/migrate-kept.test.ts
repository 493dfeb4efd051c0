import { expect, test } from "vitest";
import { migrateKept } from "@/components/annotate/migrate-kept";

const body = { assignmentId: "a1", key: "k1", answers: { safe: { value: 1 } }, activeMs: 1, elapsedMs: 2 };
const common = { kind: "submit", key: "k1", createdAt: 5, attempts: 2, notBefore: 0, isKept: true, refusal: null };

test("what an earlier version kept loses the study's texts and keeps the label", () => {
  const old = { ...common, isEdit: true, body, item: { prompt: "secret" }, protocol: { guidelines: "secret" } };
  const entry = migrateKept("outbox/user-1/study-1/k1", old);
  expect(entry).toEqual({ ...common, studyId: "study-1", body: { ...body, edits: null } });
  expect(JSON.stringify(entry)).not.toContain("secret");
});

test("what is in the present form stays as it is", () => {
  expect(migrateKept("outbox/u/s/k1", { ...common, studyId: "s", body: { ...body, edits: 2 } })).toBeNull();
});
