import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { encode } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/cookie";
import { env } from "@/lib/env";
import { createInvitation } from "@/lib/invitations/mutations";
import { makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";
import { expect, test } from "./test";

const cookieOf = async (userId: string) =>
  `${sessionCookieName}=${await encode({ token: { sub: userId, signedAt: Date.now() }, secret: env.NEXTAUTH_SECRET })}`;

/** A raw connection, and everything that came back on it so far. */
function dial(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk;
  });
  return { socket, heard: () => heard };
}

type Post = { path: string; cookie: string; type: string; body: Buffer };

/** Sends a request on a connection, waits for its answer, and asks for the app's health on the same connection. */
async function expectNextIsAnswered(baseURL: string | undefined, { path, cookie, type, body }: Post, status: number) {
  const { host, href } = new URL(baseURL ?? "");
  const { socket, heard } = dial(href);
  const about = `Host: ${host}\r\nOrigin: http://${host}\r\nCookie: ${cookie}\r\nContent-Type: ${type}`;
  socket.write(`POST ${path} HTTP/1.1\r\n${about}\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body);
  await expect.poll(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  socket.write(`GET /api/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await expect.poll(heard).toContain('"status":"ok"');
  socket.destroy();
}

test("after a body that is too large the next request on the connection is answered", async ({ baseURL }) => {
  const { user } = await makeSeat(await makePublishedStudy());
  const body = Buffer.alloc(1_200_000, "x");
  const cookie = await cookieOf(user.id);
  await expectNextIsAnswered(baseURL, { path: "/api/annotate/submit", cookie, type: "application/json", body }, 413);
});

test("after an upload that is no study, is asked for wrongly or is not allowed, the next request on the connection is answered", async ({
  baseURL,
}) => {
  const study = await makePublishedStudy();
  const [{ user: owner }, { user: rater }] = [await makeMember(study, "OWNER"), await makeSeat(study)];
  const path = `/api/studies/${study.id}/imports`;
  const upload = { type: "application/octet-stream", body: Buffer.alloc(400_000, "Nothing of a study. ") };
  const cookie = await cookieOf(owner.id);
  await expectNextIsAnswered(baseURL, { ...upload, cookie, path: `${path}?fileName=notes.txt` }, 201);
  await expectNextIsAnswered(baseURL, { ...upload, cookie, path: `${path}/preview?fileName=notes.txt` }, 200);
  await expectNextIsAnswered(baseURL, { ...upload, cookie, path: `${path}?fileName=notes.txt&format=none` }, 400);
  const stranger = await cookieOf(rater.id);
  await expectNextIsAnswered(baseURL, { ...upload, cookie: stranger, path: `${path}?fileName=notes.txt` }, 404);
  const tooMuch = { ...upload, cookie, body: Buffer.alloc(18 * 1024 * 1024, "a") };
  await expectNextIsAnswered(baseURL, { ...tooMuch, path: `${path}/preview?fileName=notes.txt` }, 413);
});

test("lists nested without end are refused in a sentence", async ({ request }) => {
  const { user } = await makeSeat(await makePublishedStudy());
  const answer = await request.post("/api/annotate/claim", {
    headers: { cookie: await cookieOf(user.id), "content-type": "application/json" },
    data: Buffer.from("[".repeat(400_000) + "]".repeat(400_000)),
  });
  expect(answer.status()).toBe(400);
  expect((await answer.json()).error).toMatch(/\w+ \w+/);
});

test("a copy of the cookie is dead once its person has signed out", async ({
  page,
  context,
  user,
  playwright,
  baseURL,
}) => {
  await page.goto("/account");
  const cookies = await context.cookies();
  const copy = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const thief = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie: copy } });
  const whose = async () => (await (await thief.get("/api/auth/session")).json()).userId;
  expect(await whose()).toBe(user.id);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await whose()).toBeFalsy();
  expect(await (await thief.get("/account")).text()).not.toContain(user.email);
  await thief.dispose();
});

test("an invitation opens with what a mail left behind its link", async ({ page }) => {
  const study = await makePublishedStudy({ name: "Triage advice" });
  const { access } = await makeMember(study, "OWNER");
  const given = { role: "RATER", groupId: null, note: "", maxUses: 1, expiresInDays: 1 } as const;
  const invitation = await createInvitation(access, given);
  const path = invitation.ok ? invitation.value.path : "";
  for (const mark of [",", ";", '"', "]", "%29", "*$", ".", ")", ").", "\u2026"]) {
    await page.goto(path + mark);
    await expect(page.getByRole("heading", { name: "Triage advice" }), mark).toBeVisible();
  }
});

test("wrong links keep nobody at the same address from opening a right one", async ({ page, request }) => {
  const study = await makePublishedStudy({ name: "Advice by night" });
  const { access } = await makeMember(study, "OWNER");
  const given = { role: "RATER", groupId: null, note: "", maxUses: 1, expiresInDays: 1 } as const;
  const invitation = await createInvitation(access, given);
  const path = invitation.ok ? invitation.value.path : "";
  for (const kind of ["join", "reset", "setup"]) {
    const wrong = Array.from({ length: 31 }, () => request.get(`/${kind}/${randomBytes(32).toString("base64url")}`));
    for (const answer of await Promise.all(wrong)) expect(answer.status()).toBeLessThan(500);
  }
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Advice by night" })).toBeVisible();
  await page.getByLabel("Name").fill("Noor");
  await page.getByLabel("E-mail address").fill(`noor-${study.id}@example.org`);
  await page.getByLabel("Password").fill("a long enough password");
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page).toHaveURL(new RegExp(`/studies/${study.id}/`));
});
