import { expect, test } from "vitest";
import { z } from "zod";
import { formAction } from "@/lib/form-action";
import { itemFilterSchema } from "@/lib/items/schema";
import { raterFilter } from "@/lib/raters/schema";
import { ok } from "@/lib/result";
import { storableText, storableValue } from "@/lib/storable-text";

test("NUL goes, half a surrogate pair becomes the sign for something unknown, and all else stays", () => {
  expect(storableText("a\0b\ud800c\udc00")).toBe("ab\uFFFDc\uFFFD");
  const whole = "Grüße 𝒳 👩‍⚕️ \u202e\n\t";
  expect(storableText(whole)).toBe(whole);
});

test("texts are made storable however deep they stand", () => {
  expect(storableValue({ a: ["x\0", { b: "\ud800", c: 1, d: null }] })).toEqual({
    a: ["x", { b: "\uFFFD", c: 1, d: null }],
  });
  expect(storableValue(undefined)).toBeNull();
});

test("neither a form nor a search brings a text to the database that it cannot hold", async () => {
  const form = new FormData();
  form.set("name", "Tri\0age");
  const say = formAction(z.object({ name: z.string() }), async ({ name }) => ok(name));
  expect(await say(null, form)).toEqual(ok("Triage"));
  expect(itemFilterSchema.parse({ q: "do\0se" }).q).toBe("dose");
  expect(raterFilter.parse({ q: "ann\0" }).q).toBe("ann");
});
