import { connect } from "node:net";
import { encode } from "next-auth/jwt";
import { findSlotErrors } from "@/lib/assignments/find-slot-errors";
import { sessionCookieName } from "@/lib/auth/cookie";
import { db } from "@/lib/db/client";
import { findFreePort } from "@/lib/db/embedded/postmaster";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { createInvitation } from "@/lib/invitations/mutations";
import { makeItems, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";
import { makeRaterClient } from "../cli/testing/rater-client";
import { startWebProcess } from "../cli/web-process";
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

test("after a body that is too large the next request on the connection is answered", async ({ baseURL }) => {
  const study = await makePublishedStudy();
  const { user } = await makeSeat(study);
  const { socket, heard } = dial(baseURL ?? "");
  const host = new URL(baseURL ?? "").host;
  const cookie = await cookieOf(user.id);
  const size = 1_200_000;
  socket.write(
    `POST /api/annotate/submit HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n`,
  );
  socket.write("x".repeat(size));
  await expect.poll(heard).toMatch(/^HTTP\/1\.1 413 /);
  socket.write(`GET /api/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await expect.poll(heard).toContain('"status":"ok"');
  socket.destroy();
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

test("fifty people's first claims over two processes are all answered, and no item is given to more than k", async ({
  baseURL,
}) => {
  test.slow();
  const port = await findFreePort();
  const second = `http://127.0.0.1:${port}`;
  const web = await startWebProcess({
    env: { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), NEXTAUTH_URL: second },
    ...{ isDev: false, healthUrl: `${second}/api/health`, announce: () => undefined, onGiveUp: () => undefined },
  });
  try {
    const study = await makePublishedStudy({ labelsPerItem: 3 });
    await makeItems(study, 40);
    const load = { id: study.id, versionId: study.version.id, raters: [] };
    const people = await Promise.all(Array.from({ length: 50 }, () => makeMember(study, "RATER")));
    const clients = await Promise.all(
      people.map(({ user }, place) => {
        const app = { url: place % 2 ? second : (baseURL ?? ""), secret: env.NEXTAUTH_SECRET };
        return makeRaterClient(app, load, { userId: user.id, raterId: "" }, 90_000);
      }),
    );
    const claims = await Promise.all(clients.map(({ claim }) => claim(2)));
    expect(claims.map(({ status }) => status)).toEqual(claims.map(() => 200));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    for (const { close } of clients) close();
    await db.assignment.deleteMany({ where: { studyId: study.id } });
  } finally {
    await web.stop();
  }
});
