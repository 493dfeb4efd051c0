import { expect, test } from "vitest";
import { sayingFailures } from "@/lib/answer-failures";

const failing = (error: unknown) => sayingFailures(() => Promise.reject(error))();

test("a route says which failure it was, and when to come again", async () => {
  const answer = await failing(Object.assign(new Error("secret"), { code: "ECONNREFUSED" }));
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(await answer.json()).toEqual({
    reason: "unavailable",
    error: "The database did not answer. Try again in a minute.",
  });
});

test("what was not foreseen stays an error of the app", async () => {
  await expect(failing(new TypeError("x"))).rejects.toThrow("x");
});
