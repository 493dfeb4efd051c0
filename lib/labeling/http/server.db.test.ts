import { once } from "node:events";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { keepEnded } from "@/lib/auth/ended-sessions";
import { findToken, readSession } from "@/lib/auth/read-session";
import { makeItem, makePublishedStudy, makeRater } from "@/prisma/factories";
import { call, claim, finished, port, progress, type Route, sessionCookie, submit } from "./call-routes";

async function makeLabelingStudy() {
  const study = await makePublishedStudy();
  await makeItem(study, { prompt: "What would you do? ".repeat(100) });
  const { user } = await makeRater(study);
  await signIn(user);
  return { study, user };
}

test("a long answer is sent zipped to whoever can read that, and says the same", async () => {
  const { study } = await makeLabelingStudy();
  const plain = await call(claim, { body: { studyId: study.id } });
  const zipped = await call(claim, { body: { studyId: study.id }, headers: { "accept-encoding": "gzip, br" } });
  expect(zipped.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
  expect(zipped.bytes.length).toBeLessThan(plain.bytes.length);
  const { items } = JSON.parse(gunzipSync(zipped.bytes).toString());
  expect(items[0].prompt).toBe(plain.json.items[0].prompt);
});

test("every answer carries the headers that all of the app's do, and may be kept by nobody", async () => {
  await signIn(null);
  for (const route of [claim, finished, { method: "GET", path: "/api/annotate/nothing" } as Route])
    expect((await call(route, { body: route.method === "GET" ? undefined : {} })).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    });
});

test("a path or a method that the API does not have is refused in its words", async () => {
  await signIn(null);
  expect(await call({ method: "GET", path: "/api/annotate/nothing" }, {})).toMatchObject({
    status: 404,
    json: { reason: "not-found" },
  });
  expect(await call({ ...submit, method: "GET" }, {})).toMatchObject({ status: 405, headers: { allow: "POST" } });
  const { study } = await makeLabelingStudy();
  const head = await call(progress, { method: "HEAD", query: { studyId: study.id } });
  expect([head.status, head.bytes.length]).toEqual([200, 0]);
});

test("whoever signed out is told so, whatever else is wrong with what they send", async () => {
  const { study, user } = await makeLabelingStudy();
  const session = await readSession(findToken(sessionCookie()));
  if (!session) throw new Error("nobody is signed in");
  const other = (await makeRater(study)).user;
  const sent = [{ studyId: study.id }, { studyId: 1 }, { studyId: study.id, as: other.id }];
  const statuses = async () => Promise.all(sent.map(async (body) => (await call(claim, { body })).status));
  expect(await statuses()).toEqual([200, 400, 409]);
  await keepEnded(session, new Date(Date.now() + 60_000));
  expect(await statuses()).toEqual([401, 401, 401]);
  await signIn(user);
});

test("a body that is too large is refused, and the connection goes on to the next request", async () => {
  const { study } = await makeLabelingStudy();
  const body = JSON.stringify({ studyId: study.id, more: "x".repeat(3_000_000) });
  expect(await call(claim, { body })).toMatchObject({ status: 413, json: { reason: "too-large" } });
  expect((await call(claim, { body: { studyId: study.id } })).status).toBe(200);
});

test("who hangs up in the middle of a body leaves the others alone", async () => {
  const { study } = await makeLabelingStudy();
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const head = `POST ${claim.path} HTTP/1.1\r\nHost: app\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n\r\n{"stu`;
  await new Promise<unknown>((resolve) => socket.write(head, resolve));
  socket.destroy();
  expect((await call(claim, { body: { studyId: study.id } })).status).toBe(200);
});
