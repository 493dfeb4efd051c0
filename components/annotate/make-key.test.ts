import { expect, test } from "vitest";
import { z } from "zod";
import { makeKey } from "@/components/annotate/make-key";

test("a key is a random UUID of version 4", () => {
  const keys = Array.from({ length: 100 }, makeKey);
  expect(keys.every((key) => z.uuidv4().safeParse(key).success)).toBe(true);
  expect(new Set(keys).size).toBe(100);
});
