import { expect, test } from "vitest";
import { describeVersions } from "@/lib/analysis/describe-versions";
import { nameVersion } from "@/lib/analysis/named-version";
import { countByVersion, type VersionRow } from "@/lib/analysis/version-counts";

const row = (number: number, count: number, facts: Partial<VersionRow> = {}): VersionRow => ({
  number,
  count,
  purpose: "PRIMARY",
  occurrence: 1,
  isLatest: true,
  kind: "HUMAN",
  origin: "APP",
  status: "ACTIVE",
  sawConditions: false,
  ...facts,
});

const rule = { countRepeats: false, countSimulated: false };
const count = (rows: readonly VersionRow[], numbers: readonly number[] = [1, 2, 3]) =>
  countByVersion(numbers, rows, rule);

test("five labels under a new version do not hide nine hundred under the old", () => {
  const versions = count([row(1, 900), row(2, 5)]);
  expect(nameVersion(versions, "")).toBe(1);
  expect(nameVersion(versions, "latest")).toBe(2);
  expect(nameVersion(versions, 3)).toBe(3);
  expect(nameVersion(versions, "all")).toBe("all");
});

test("only labels that count are counted: not the owner's, training, replaced ones or repeats", () => {
  const versions = count([
    row(1, 20),
    row(2, 500, { sawConditions: true }),
    row(2, 500, { purpose: "TRAINING" }),
    row(2, 500, { isLatest: false }),
    row(2, 500, { occurrence: 2 }),
    row(2, 10),
  ]);
  expect(versions.map(({ labels }) => labels)).toEqual([20, 10, 0]);
  expect(nameVersion(versions, "")).toBe(1);
});

test("people's labels decide, and judges' where there are no people", () => {
  const judge = { kind: "JUDGE", purpose: "IMPORTED", origin: "IMPORTED" } as const;
  expect(nameVersion(count([row(1, 10), row(2, 9), row(2, 1000, judge)]), "")).toBe(1);
  expect(nameVersion(count([row(1, 10, judge), row(2, 1000, judge)]), "")).toBe(2);
});

test("of equals the newest is shown, and without labels the newest of all", () => {
  expect(nameVersion(count([row(1, 10), row(2, 10)]), "")).toBe(2);
  expect(nameVersion(count([]), "")).toBe(3);
  expect(nameVersion([], "")).toBe(1);
});

test("what the others have is said where there are any", () => {
  expect(describeVersions(count([row(1, 900), row(2, 5)]), 1)).toBe("Version 1: 900 labels. Version 2 has 5.");
  expect(describeVersions(count([row(1, 900), row(2, 5)]), 2)).toBe("Version 2: 5 labels. Version 1 has 900.");
  expect(describeVersions(count([row(1, 900), row(2, 1)]), 3)).toBe(
    "Version 3: 0 labels. Version 1 has 900. Version 2 has 1.",
  );
  expect(describeVersions(count([row(1, 900), row(2, 5)]), "all")).toBe(
    "All versions together: 905 labels. Version 1 has 900. Version 2 has 5.",
  );
  expect(describeVersions(count([row(1, 900)]), 1)).toBeNull();
});
