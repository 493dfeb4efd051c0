import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { addMark, findMark, readMarks } from "@/lib/auth/known-devices";

const secret = process.env.NEXTAUTH_SECRET ?? "";
const user = (id: string, sessionsValidFrom = new Date(0)) => ({ id, sessionsValidFrom });

test("a shared computer knows everybody who signed in on it", async () => {
  const cookie = await addMark(await addMark(undefined, "ada"), "grace");
  const marks = await readMarks(cookie);
  expect(findMark(marks, user("ada"))?.deviceId).not.toBe(findMark(marks, user("grace"))?.deviceId);
  expect(findMark(marks, user("mallory"))).toBeNull();
  expect(findMark(marks, null)).toBeNull();
});

test("a mark from before the last new password counts no more", async () => {
  const marks = await readMarks(await addMark(undefined, "ada"));
  expect(findMark(marks, user("ada", new Date(Date.now() + 1000)))).toBeNull();
});

test("the twenty who were there last are remembered", async () => {
  let cookie: string | undefined;
  for (let person = 0; person < 22; person++) cookie = await addMark(cookie, `person ${person}`);
  const marks = await readMarks(cookie);
  expect([marks.length, marks[0]?.userId, marks.at(-1)?.userId]).toEqual([20, "person 21", "person 2"]);
});

test("a made-up cookie, a session's token and none at all know nobody", async () => {
  const session = await encode({ token: { marks: [{ userId: "ada", deviceId: "x", signedAt: Date.now() }] }, secret });
  for (const cookie of [undefined, "", "torn", session]) expect(await readMarks(cookie)).toEqual([]);
});
