import { encode } from "next-auth/jwt";
import { afterEach, expect, test, vi } from "vitest";
import { decodeSession } from "@/lib/auth/decode-session";
import { env } from "@/lib/env";

const sign = (maxAge: number, secret = env.NEXTAUTH_SECRET) => encode({ token: { sub: "ada" }, secret, maxAge });

afterEach(() => {
  vi.useRealTimers();
});

test("a token says the same each time it is asked", async () => {
  const token = await sign(60);
  expect(await decodeSession(token)).toMatchObject({ sub: "ada" });
  expect(await decodeSession(token)).toMatchObject({ sub: "ada" });
});

test("a token that was good stops being good when it expires", async () => {
  const token = await sign(60);
  expect(await decodeSession(token)).not.toBeNull();
  vi.useFakeTimers({ now: Date.now() + 61_000 });
  expect(await decodeSession(token)).toBeNull();
});

test("a token of another secret, a torn one and none at all say nothing, however often", async () => {
  const foreign = await sign(60, "another secret of another installation");
  const torn = (await sign(60)).slice(0, -3);
  for (const token of [foreign, torn, "", foreign, torn]) expect(await decodeSession(token)).toBeNull();
});
