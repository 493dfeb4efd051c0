import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTargets, nameTarget, readTarget, renamePart, type Target, writeTarget } from "@/lib/questions/targets";

const part = fc.oneof(fc.integer({ min: 1, max: 9999 }).map(String), fc.uuid());
const place = fc.integer({ min: 1, max: 999_999 });
const anyTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.constant({ kind: "item" as const }),
  part.map((key) => ({ kind: "part" as const, part: key })),
  place.map((turn) => ({ kind: "turn" as const, turn })),
  fc.tuple(part, place).map(([key, turn]) => ({ kind: "turn" as const, part: key, turn })),
  place.map((statement) => ({ kind: "statement" as const, statement })),
  fc
    .tuple(part, fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }))
    .map(([key, from, length]) => ({ kind: "span" as const, part: key, from, to: from + length })),
);

test("a target is written in one way and read back as it was", () => {
  expect(
    [
      { kind: "item" as const },
      { kind: "part" as const, part: "2" },
      { kind: "turn" as const, turn: 4 },
      { kind: "turn" as const, part: "1", turn: 4 },
      { kind: "statement" as const, statement: 2 },
      { kind: "span" as const, part: "1", from: 120, to: 164 },
    ].map(writeTarget),
  ).toEqual(["item", "2", "t4", "1:t4", "s2", "1:120-164"]);
  fc.assert(
    fc.property(anyTarget, (target) => {
      expect(readTarget(writeTarget(target))).toEqual(target);
    }),
  );
});

test.each([
  "",
  "Item",
  "t0",
  "t04",
  "t",
  "s-1",
  "0",
  "A",
  "1:5-5",
  "1:9-3",
  "1:05-9",
  ":1-2",
  "t1:1-2",
  "1:t0",
  "1:s2",
  ":t4",
  "constructor",
])("%j is no target", (text) => expect(readTarget(text)).toBeNull());

test("targets stand in the order in which they are read, numbers as numbers", () => {
  const inOrder = [
    "item",
    "1",
    "2",
    "10",
    "t2",
    "t10",
    "1:t3",
    "1:t10",
    "2:t1",
    "s1",
    "1:0-9",
    "1:3-5",
    "1:10-12",
    "2:0-1",
    "turn two",
  ];
  expect(inOrder.toReversed().sort(compareTargets)).toEqual(inOrder);
  fc.assert(
    fc.property(anyTarget, anyTarget, (one, other) => {
      const [a, b] = [writeTarget(one), writeTarget(other)];
      expect(Math.sign(compareTargets(a, b)) + Math.sign(compareTargets(b, a))).toBe(0);
      expect(compareTargets(a, b) === 0).toBe(a === b);
    }),
  );
});

test("a part goes by another name in a target, and nowhere if it has none", () => {
  const ids = new Map([["1", "5f0c8f58-8a5e-4b43-9a0e-0d2f2f1d5c11"]]);
  expect(["item", "t3", "1", "1:2-8", "2", "what", "2:t1", "1:t3"].map((target) => renamePart(target, ids))).toEqual([
    ...["item", "t3", "5f0c8f58-8a5e-4b43-9a0e-0d2f2f1d5c11", "5f0c8f58-8a5e-4b43-9a0e-0d2f2f1d5c11:2-8", null, null],
    ...[null, "5f0c8f58-8a5e-4b43-9a0e-0d2f2f1d5c11:t3"],
  ]);
});

test("a target in words names the part as the page does and counts characters from 1", () => {
  const names = new Map([["1", "Response A"]]);
  expect(
    ["item", "1", "2", "t4", "1:t4", "s2", "1:0-10", "elsewhere"].map((target) => nameTarget(target, names)),
  ).toEqual([
    ...[
      "",
      "Response A",
      "part 2",
      "turn 4",
      "Response A, turn 4",
      "statement 2",
      "Response A, characters 1 to 10",
      "elsewhere",
    ],
  ]);
});
