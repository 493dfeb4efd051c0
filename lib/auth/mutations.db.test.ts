import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { changePassword, checkCredentials, wrongCredentials } from "@/lib/auth/mutations";
import { hashPassword } from "@/lib/auth/password";
import { countAttempt } from "@/lib/auth/rate-limit";
import { db } from "@/lib/db/client";
import { makeUser } from "@/prisma/factories";

const password = "four random words here";
const makeAccount = async () => makeUser({ passwordHash: await hashPassword(password) });
const anAddress = () => randomUUID();

test("the right password opens, in argon2id", async () => {
  const user = await makeAccount();
  expect(await checkCredentials({ email: user.email, password }, anAddress())).toEqual({
    ok: true,
    value: { userId: user.id },
  });
  expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an unknown address, a wrong password and an account without one get the same answer", async () => {
  const [user, guest] = await Promise.all([makeAccount(), makeUser()]);
  const answers = await Promise.all(
    [user.email, guest.email, "nobody@example.org"].map((email) =>
      checkCredentials({ email, password: "wrong" }, anAddress()),
    ),
  );
  for (const answer of answers) expect(answer).toEqual({ ok: false, reason: wrongCredentials, fieldErrors: undefined });
});

test("an unknown address takes as long as a wrong password", async () => {
  const user = await makeAccount();
  const median = async (email: () => string) => {
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      const start = performance.now();
      await checkCredentials({ email: email(), password: "wrong" }, anAddress());
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[4] ?? Number.NaN;
  };
  const known = await median(() => user.email);
  const unknown = await median(() => `${randomUUID()}@example.org`);
  // Both are dominated by one hash; without it the unknown address would answer in a tenth of the time.
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test("after ten wrong passwords the right one has to wait, wherever it comes from", async () => {
  const user = await makeAccount();
  const wrong = Array.from({ length: 14 }, () =>
    checkCredentials({ email: user.email, password: "wrong" }, anAddress()),
  );
  const reasons = (await Promise.all(wrong)).map((answer) => (answer.ok ? "opened" : answer.reason));
  expect(reasons.filter((reason) => reason === wrongCredentials)).toHaveLength(10);
  const right = await checkCredentials({ email: user.email, password }, anAddress());
  expect(right).toMatchObject({ ok: false, reason: expect.stringMatching(/^Too many attempts. Try again in \d+ min/) });
});

test("addresses that do not exist are limited alike, so that the limit tells nothing", async () => {
  const email = `${randomUUID()}@example.org`;
  for (let attempt = 0; attempt < 10; attempt++)
    expect(await checkCredentials({ email, password: "wrong" }, anAddress())).toMatchObject({
      reason: wrongCredentials,
    });
  expect(await checkCredentials({ email, password: "wrong" }, anAddress())).toMatchObject({
    reason: expect.stringContaining("Too many attempts"),
  });
});

test("a network address that tries many accounts is stopped", async () => {
  const address = anAddress();
  for (let attempt = 0; attempt < 200; attempt++) await countAttempt("signInByAddress", address);
  const user = await makeAccount();
  expect(await checkCredentials({ email: user.email, password }, address)).toMatchObject({ ok: false });
  expect(await checkCredentials({ email: user.email, password }, anAddress())).toMatchObject({ ok: true });
});

test("a sign-in that succeeds forgets the typing errors before it", async () => {
  const user = await makeAccount();
  const address = anAddress();
  for (let round = 0; round < 3; round++) {
    for (let attempt = 0; attempt < 6; attempt++)
      await checkCredentials({ email: user.email, password: "wrong" }, address);
    expect(await checkCredentials({ email: user.email, password }, address)).toMatchObject({ ok: true });
  }
});

test("the table of attempts names neither people nor places", async () => {
  const user = await makeAccount();
  await checkCredentials({ email: user.email, password: "wrong" }, "203.0.113.77");
  const rows = JSON.stringify((await db.rateLimit.findMany()).map(({ key }) => key));
  expect(rows).not.toContain(user.email);
  expect(rows).not.toContain("203.0.113.77");
});

test("a password is changed only by whoever knows it, and older sessions end", async () => {
  const user = await makeAccount();
  const next = "another four random words";
  expect(await changePassword(user.id, { current: "wrong", password: next })).toMatchObject({
    ok: false,
    fieldErrors: { current: expect.any(String) },
  });
  expect(await changePassword(user.id, { current: password, password: next })).toMatchObject({ ok: true });
  expect(await checkCredentials({ email: user.email, password: next }, anAddress())).toMatchObject({ ok: true });
  const { sessionsValidFrom } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(sessionsValidFrom.getTime()).toBeGreaterThan(Date.now() - 60_000);
});
