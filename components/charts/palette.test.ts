import { expect, test } from "vitest";
import { rateTint, signedTint } from "@/components/charts/palette";

test("ends of a scale are its first and last colour, and values beyond are clipped", () => {
  expect(rateTint(0).fill).toBe("rgb(0, 34, 78)");
  expect(rateTint(1.2)).toEqual(rateTint(1));
  expect(signedTint(0).fill).toBe("rgb(245, 243, 239)");
});

test("text on a tint is white on dark and black on light", () => {
  expect([rateTint(0).ink, rateTint(1).ink, signedTint(-1).ink, signedTint(0).ink]).toEqual([
    "#ffffff",
    "#000000",
    "#ffffff",
    "#000000",
  ]);
});
