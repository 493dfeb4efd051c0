import { version } from "@/lib/version";
import { expect, test } from "./test";

test("the health of the app can be asked by anybody and tells nothing else", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok", database: "ok", version });
});
