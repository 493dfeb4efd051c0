import { expect, test } from "vitest";
import { spellTarget } from "@/lib/formats/values/spell-target";

test.each([
  ["", "item"],
  ["Item", "item"],
  ["turn:2", "t2"],
  ["Turn 04", "t4"],
  ["T12", "t12"],
  ["statement_3", "s3"],
  [" 2 ", "2"],
  ["1:120-164", "1:120-164"],
])("%j in a file is %j", (text, target) => expect(spellTarget(text)).toBe(target));

test.each(["turn", "turn two", "t0", "A", "5f0c8f58-8a5e-4b43-9a0e-0d2f2f1d5c11", "1:9-3"])(
  "%j in a file is no target",
  (text) => expect(spellTarget(text)).toBeNull(),
);
