import { expect, test } from "vitest";
import { readLook, usualLook } from "@/components/annotate/use-own-look";

test("what was chosen is read, and what was not is as usual", () => {
  expect(readLook(JSON.stringify({ size: "large", isCompact: true }))).toEqual({
    ...usualLook,
    size: "large",
    isCompact: true,
  });
});

test.each([null, "", "{", "7", "null", '{"size":"huge","isCompact":"yes","submitsLast":1}'])(
  "what nobody chose (%j) is as usual",
  (kept) => {
    expect(readLook(kept)).toEqual(usualLook);
  },
);
