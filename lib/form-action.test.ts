import { expect, test } from "vitest";
import { z } from "zod";
import { formAction } from "@/lib/form-action";

const failing = (error: unknown) => formAction(z.object({}), () => Promise.reject(error));

test("a form is told which failure kept it from being stored, and keeps what was filled in", async () => {
  const full = Object.assign(new Error("secret"), { code: "53100" });
  expect(await failing(full)(null, new FormData())).toEqual({
    ok: false,
    fieldErrors: undefined,
    reason: expect.stringContaining("The disk of the server is full"),
  });
});

test("what was not foreseen, and a way to another page, go on", async () => {
  await expect(failing(new TypeError("x"))(null, new FormData())).rejects.toThrow("x");
});
