import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { APIResponse } from "@playwright/test";
import { db } from "@/lib/db/client";
import { StudyRole } from "@/lib/generated/prisma/enums";
import { can, type StudyAction } from "@/lib/studies/permissions";
import { makeItem, makeMember, makePublishedStudy, makeRaterRow, makeUser } from "@/prisma/factories";
import { expect, removeStudy, signIn, test } from "./test";

/** Who may enter: a study's action, any member, anybody signed in, an owner of the installation, everybody. */
type Gate = StudyAction | "member" | "signed-in" | "installation-owner" | "public";

const pages: Record<string, Gate> = {
  "/": "public",
  "/sign-in": "public",
  "/account": "signed-in",
  "/join/[token]": "public",
  "/reset/[token]": "public",
  "/setup/[token]": "public",
  "/studies": "signed-in",
  "/studies/new": "installation-owner",
  "/studies/[studyId]": "view",
  "/studies/[studyId]/[analysis]": "view",
  "/studies/[studyId]/annotate": "annotate",
  "/studies/[studyId]/exports": "export",
  "/studies/[studyId]/import": "design",
  "/studies/[studyId]/items": "view",
  "/studies/[studyId]/items/[itemId]": "view",
  "/studies/[studyId]/plan": "design",
  "/studies/[studyId]/protocol": "design",
  "/studies/[studyId]/raters": "raters",
  "/studies/[studyId]/raters/[pseudonym]": "raters",
  "/studies/[studyId]/settings": "design",
};

/** Route handlers whose study stands in the path or the query, read by GET. The rest are in `writes`. */
const reads: Record<string, Gate> = {
  "/api/annotate/finished?studyId=[studyId]": "annotate",
  "/api/annotate/progress?studyId=[studyId]": "annotate",
  "/api/health": "public",
  "/api/studies/[studyId]/analysis/agreement?question=verdict": "view",
  "/api/studies/[studyId]/analysis/fingerprint": "view",
  "/api/studies/[studyId]/exports/x4?format=jsonl": "export",
  "/api/studies/[studyId]/imports": "design",
};

type Write = { method: "POST" | "PUT" | "DELETE"; needs: StudyAction; body: (studyId: string) => unknown };
const nobody = "00000000-0000-4000-8000-000000000000";
const writes: Record<string, Write> = {
  "/api/annotate/claim": { method: "POST", needs: "annotate", body: (studyId) => ({ studyId, want: 1 }) },
  "/api/annotate/draft": { method: "PUT", needs: "annotate", body: (studyId) => ({ studyId, assignmentId: nobody }) },
  "/api/annotate/read": { method: "POST", needs: "annotate", body: (studyId) => ({ studyId, versionId: nobody }) },
  "/api/annotate/release": { method: "POST", needs: "annotate", body: (studyId) => ({ studyId, leases: [] }) },
  "/api/annotate/skip": {
    method: "POST",
    needs: "annotate",
    body: (studyId) => ({ studyId, assignmentId: nobody, reason: "unclear" }),
  },
  "/api/annotate/submit": {
    method: "POST",
    needs: "annotate",
    body: (studyId) => ({ studyId, assignmentId: nobody, key: nobody, answers: {}, activeMs: 1, elapsedMs: 1 }),
  },
  "/api/studies/[studyId]/imports": { method: "POST", needs: "design", body: () => "" },
  "/api/studies/[studyId]/imports/preview": { method: "POST", needs: "design", body: () => "" },
  "/api/studies/[studyId]/imports/[importId]": { method: "DELETE", needs: "design", body: () => undefined },
  "/api/studies/[studyId]/imports/[importId]/commit": { method: "POST", needs: "design", body: () => undefined },
};

/** Every route of the app as its folder says, without groups in brackets. */
function listRoutes(file: "page.tsx" | "route.ts"): string[] {
  const app = join(import.meta.dirname, "../app");
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((path) => path.split("/").at(-1) === file)
    .map(
      (path) =>
        `/${path
          .split("/")
          .slice(0, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}`,
    );
}

/** Of the one person whose labels the study has. */
const pseudonym = "K7QX";

const fill = (path: string, studyId: string, itemId: string) =>
  path
    .replace("[studyId]", studyId)
    .replace("[analysis]", "agreement")
    .replace("[itemId]", itemId)
    .replace("[pseudonym]", pseudonym)
    .replace("[importId]", nobody)
    .replace("[token]", "unknown-token-unknown-token-unknown-token-1");

async function makeStudyWithItem() {
  const study = await makePublishedStudy({ name: "Behind the gates" });
  const item = await makeItem(study);
  await makeRaterRow(study, { pseudonym });
  return { studyId: study.id, itemId: item.id };
}

/** 404 tells a stranger nothing; for an action that may be done, anything but a gate's refusal will do. */
const isRefused = (answer: APIResponse) => [401, 403, 404].includes(answer.status());

test("every page of the app is in the table of who may open it", () => {
  expect(listRoutes("page.tsx").sort()).toEqual(Object.keys(pages).sort());
});

/** next-auth's own, and reads of a thing that has to be one's own: the tests beside those routes hold them. */
const heldElsewhere = [
  "/api/auth/[...nextauth]",
  "/api/annotate/finished/[assignmentId]",
  // One of the list stands for all in `reads`.
  "/api/studies/[studyId]/analysis/[analysis]",
  "/api/studies/[studyId]/exports/[key]",
];

test("every route handler of the app is in the tables", () => {
  const known = [...Object.keys(reads), ...Object.keys(writes), ...heldElsewhere].map((path) => path.split("?")[0]);
  expect(listRoutes("route.ts").filter((path) => !known.includes(path))).toEqual([]);
});

for (const role of Object.values(StudyRole))
  test(`${role.toLowerCase()}: every page opens or looks like none, as the permission table says`, async ({
    context,
  }) => {
    const { studyId, itemId } = await makeStudyWithItem();
    const { user } = await makeMember({ id: studyId }, role);
    await signIn(context, user);
    for (const [path, gate] of Object.entries(pages)) {
      if (!path.includes("[studyId]") || gate === "public" || gate === "signed-in" || gate === "installation-owner")
        continue;
      const answer = await context.request.get(fill(path, studyId, itemId), { maxRedirects: 0 });
      const allowed = gate === "member" || can(role, gate);
      // A member without a page of results is led to their own place from the study's door.
      const expected = allowed ? [200] : path === "/studies/[studyId]" ? [404, 307] : [404];
      expect(expected, `${role} ${path}`).toContain(answer.status());
    }
    await removeStudy(studyId);
  });

for (const role of Object.values(StudyRole))
  test(`${role.toLowerCase()}: every route handler answers or refuses as the permission table says`, async ({
    context,
  }) => {
    const { studyId, itemId } = await makeStudyWithItem();
    const { user } = await makeMember({ id: studyId }, role);
    await signIn(context, user);
    for (const [path, gate] of Object.entries(reads)) {
      const answer = await context.request.get(fill(path, studyId, itemId));
      const allowed = gate === "public" || can(role, gate as StudyAction);
      // Whoever may see conditions is no rater until they choose to be: their labeling has nothing to tell yet (409).
      const expected = path.startsWith("/api/annotate/") && role !== "RATER" ? [200, 409] : [200];
      expect(expected.includes(answer.status()), `${role} GET ${path}: ${answer.status()}`).toBe(allowed);
    }
    for (const [path, { method, needs, body }] of Object.entries(writes)) {
      if (can(role, needs)) continue;
      const answer = await context.request.fetch(fill(path, studyId, itemId), { method, data: body(studyId) });
      expect(isRefused(answer), `${role} ${method} ${path}: ${answer.status()}`).toBe(true);
    }
    await removeStudy(studyId);
  });

test("to somebody who is signed in but no member, a study looks like none", async ({ context, user: _ }) => {
  const { studyId, itemId } = await makeStudyWithItem();
  for (const [path, gate] of Object.entries(pages)) {
    if (path.includes("[studyId]"))
      expect((await context.request.get(fill(path, studyId, itemId))).status(), path).toBe(404);
    if (gate === "installation-owner") expect((await context.request.get(path)).status(), path).toBe(404);
  }
  for (const [path, gate] of Object.entries(reads))
    if (gate !== "public") expect((await context.request.get(fill(path, studyId, itemId))).status(), path).toBe(404);
  for (const [path, { method, body }] of Object.entries(writes)) {
    const answer = await context.request.fetch(fill(path, studyId, itemId), { method, data: body(studyId) });
    expect(answer.status(), `${method} ${path}`).toBe(404);
  }
  await removeStudy(studyId);
});

test("without a session pages lead to the sign-in and routes answer 401", async ({ request }) => {
  const { studyId, itemId } = await makeStudyWithItem();
  for (const [path, gate] of Object.entries(pages)) {
    const answer = await request.get(fill(path, studyId, itemId));
    const isAtSignIn = new URL(answer.url()).pathname === "/sign-in";
    expect(isAtSignIn, path).toBe(gate !== "public" || path === "/sign-in");
  }
  for (const [path, gate] of Object.entries(reads))
    if (gate !== "public") expect((await request.get(fill(path, studyId, itemId))).status(), path).toBe(401);
  for (const [path, { method, body }] of Object.entries(writes)) {
    const answer = await request.fetch(fill(path, studyId, itemId), { method, data: body(studyId) });
    expect(answer.status(), `${method} ${path}`).toBe(401);
  }
  await removeStudy(studyId);
});

test("a session ends when the person is gone, and a role when it is taken away", async ({ context }) => {
  const { studyId } = await makeStudyWithItem();
  const user = await makeUser();
  await makeMember({ id: studyId }, "VIEWER", { user });
  await signIn(context, user);
  expect((await context.request.get(`/studies/${studyId}/agreement`)).status()).toBe(200);
  await db.membership.delete({ where: { studyId_userId: { studyId, userId: user.id } } });
  expect((await context.request.get(`/studies/${studyId}/agreement`)).status()).toBe(404);
  await db.user.delete({ where: { id: user.id } });
  expect(new URL((await context.request.get("/studies")).url()).pathname).toBe("/sign-in");
  await removeStudy(studyId);
});

test("a write from another site is refused before anything is looked at", async ({ context }) => {
  const { studyId, itemId } = await makeStudyWithItem();
  const { user } = await makeMember({ id: studyId }, "OWNER");
  await signIn(context, user);
  for (const [path, { method, body }] of Object.entries(writes)) {
    const headers = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    const answer = await context.request.fetch(fill(path, studyId, itemId), { method, data: body(studyId), headers });
    expect(answer.status(), `${method} ${path}`).toBe(403);
  }
  await removeStudy(studyId);
});
