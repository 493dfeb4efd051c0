import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { addMark, readMarks } from "@/lib/auth/known-devices";
import { changePassword, checkCredentials, type SignInOrigin, wrongCredentials } from "@/lib/auth/mutations";
import { hashPassword, type Verify } from "@/lib/auth/password";
import { countAttempt } from "@/lib/auth/rate-limit";
import { db } from "@/lib/db/client";
import { makeUser } from "@/prisma/factories";

const password = "four random words here";

afterEach(() => {
  vi.useRealTimers();
});
const makeAccount = async () => makeUser({ passwordHash: await hashPassword(password) });
const anAddress = () => randomUUID();
const from = (address: string, marks: SignInOrigin["marks"] = []): SignInOrigin => ({ address, marks });
const guess = (email: string, origin: SignInOrigin) => checkCredentials({ email, password: "wrong" }, origin);

test("the right password opens, in argon2id", async () => {
  const user = await makeAccount();
  expect(await checkCredentials({ email: user.email, password }, from(anAddress()))).toEqual({
    ok: true,
    value: { userId: user.id },
  });
  expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an unknown address, a wrong password and an account without one get the same answer", async () => {
  const [user, guest] = await Promise.all([makeAccount(), makeUser()]);
  const answers = await Promise.all(
    [user.email, guest.email, "nobody@example.org"].map((email) =>
      checkCredentials({ email, password: "wrong" }, from(anAddress())),
    ),
  );
  for (const answer of answers) expect(answer).toEqual({ ok: false, reason: wrongCredentials, fieldErrors: undefined });
});

test("an unknown address and an account without a password cost one hash, as dear as a wrong password", async () => {
  const [user, guest] = await Promise.all([makeAccount(), makeUser()]);
  const costs = async (email: string) => {
    const compared: string[] = [];
    const compare: Verify = async (passwordHash) => {
      compared.push(passwordHash);
      return false;
    };
    await checkCredentials({ email, password: "wrong" }, from(anAddress()), compare);
    // The algorithm, its version and its cost stand before the salt.
    return compared.map((passwordHash) => passwordHash.split("$").slice(1, -2).join(" "));
  };
  const known = await costs(user.email);
  expect(known).toEqual(["argon2id v=19 m=19456,t=2,p=1"]);
  expect(await costs(guest.email)).toEqual(known);
  expect(await costs(`${randomUUID()}@example.org`)).toEqual(known);
});

test("a stranger's wrong passwords keep nobody else out", async () => {
  const user = await makeAccount();
  const stranger = from(anAddress());
  for (let attempt = 0; attempt < 40; attempt++) await guess(user.email, stranger);
  expect(await checkCredentials({ email: user.email, password }, from(anAddress()))).toMatchObject({ ok: true });
});

test("a device on which the account was opened is let in beside a stranger at the same address", async () => {
  const user = await makeAccount();
  const address = anAddress();
  const marks = await readMarks(await addMark(undefined, user.id));
  for (let attempt = 0; attempt < 40; attempt++) await guess(user.email, from(address));
  for (let many = 0; many < 200; many++) await countAttempt("signInByEmail", user.email);
  expect(await checkCredentials({ email: user.email, password }, from(address))).toMatchObject({ ok: false });
  expect(await checkCredentials({ email: user.email, password }, from(address, marks))).toMatchObject({ ok: true });
});

test("after five errors the same address waits for the same account, ever longer, and what comes too early is not looked at", async () => {
  const user = await makeAccount();
  const origin = from(anAddress());
  vi.useFakeTimers({ toFake: ["Date"] });
  // The sixth has its turn at once and begins the first pause.
  for (let attempt = 0; attempt < 6; attempt++)
    expect(await guess(user.email, origin)).toMatchObject({ reason: wrongCredentials });
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    vi.setSystemTime(Date.now() + seconds * 1000 - 1);
    expect(await checkCredentials({ email: user.email, password }, origin)).toMatchObject({
      reason: "Too many attempts. Try again in 1 second",
    });
    vi.setSystemTime(Date.now() + 1);
    expect(await guess(user.email, origin)).toMatchObject({ reason: wrongCredentials });
  }
  vi.setSystemTime(Date.now() + 60_000);
  expect(await checkCredentials({ email: user.email, password }, origin)).toMatchObject({ ok: true });
});

test("many guesses at once are no more than the same one after another", async () => {
  const user = await makeAccount();
  const origin = from(anAddress());
  vi.useFakeTimers({ toFake: ["Date"] });
  const answers = await Promise.all(Array.from({ length: 30 }, () => guess(user.email, origin)));
  const reasons = answers.map((answer) => (answer.ok ? "opened" : answer.reason));
  expect(reasons.filter((reason) => reason === wrongCredentials)).toHaveLength(6);
  expect(reasons.filter((reason) => /^Too many attempts. Try again in \d+ seconds?$/.test(reason))).toHaveLength(24);
});

test("addresses that do not exist are slowed down alike, so that the pause tells nothing", async () => {
  const email = `${randomUUID()}@example.org`;
  const origin = from(anAddress());
  vi.useFakeTimers({ toFake: ["Date"] });
  for (let attempt = 0; attempt < 6; attempt++)
    expect(await guess(email, origin)).toMatchObject({ reason: wrongCredentials });
  expect(await guess(email, origin)).toMatchObject({ reason: expect.stringContaining("Too many attempts") });
});

test("a guess that is spread over many addresses is stopped", async () => {
  const user = await makeAccount();
  for (let attempt = 0; attempt < 100; attempt++) await countAttempt("signInByEmail", user.email);
  expect(await checkCredentials({ email: user.email, password }, from(anAddress()))).toMatchObject({ ok: false });
});

test("a network address that tries many accounts is stopped for a minute", async () => {
  const address = anAddress();
  for (let attempt = 0; attempt < 60; attempt++) await countAttempt("signInByAddress", address);
  const user = await makeAccount();
  expect(await checkCredentials({ email: user.email, password }, from(address))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^Too many attempts. Try again in \d+ seconds?$/),
  });
  expect(await checkCredentials({ email: user.email, password }, from(anAddress()))).toMatchObject({ ok: true });
});

test("a sign-in that succeeds forgets the typing errors before it", async () => {
  const user = await makeAccount();
  const address = anAddress();
  for (let round = 0; round < 3; round++) {
    for (let attempt = 0; attempt < 5; attempt++) await guess(user.email, from(address));
    expect(await checkCredentials({ email: user.email, password }, from(address))).toMatchObject({ ok: true });
  }
});

test("the table of attempts names neither people nor places", async () => {
  const user = await makeAccount();
  await checkCredentials({ email: user.email, password: "wrong" }, from("203.0.113.77"));
  const rows = JSON.stringify((await db.rateLimit.findMany()).map(({ key }) => key));
  expect(rows).not.toContain(user.email);
  expect(rows).not.toContain(from("203.0.113.77"));
});

test("a password is changed only by whoever knows it, and older sessions end", async () => {
  const user = await makeAccount();
  const next = "another four random words";
  expect(await changePassword(user.id, { current: "wrong", password: next })).toMatchObject({
    ok: false,
    fieldErrors: { current: expect.any(String) },
  });
  expect(await changePassword(user.id, { current: password, password: next })).toMatchObject({ ok: true });
  expect(await checkCredentials({ email: user.email, password: next }, from(anAddress()))).toMatchObject({ ok: true });
  const { sessionsValidFrom } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(sessionsValidFrom.getTime()).toBeGreaterThan(Date.now() - 60_000);
});
