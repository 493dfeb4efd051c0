import { describe, expect, test, vi } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { pool } from "@/lib/db/client";
import { exportKeys } from "@/lib/exports/catalogue";
import { StudyRole } from "@/lib/generated/prisma/enums";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRaterRow } from "@/prisma/factories";
import { GET, HEAD } from "./route";

const ask = (studyId: string, key: string, query = "", method: typeof GET = GET) =>
  method(new Request(`http://app.test/api?${query}`), { params: Promise.resolve({ studyId, key }) });

async function makeStudyWithLabel() {
  const study = await makePublishedStudy({ name: "Grüße von Dr. Müller/../" });
  const rater = await makeRaterRow(study, { pseudonym: "misty-heron-42" });
  await makeJudgment(rater, await makeItem(study), study.version, { verdict: "safe" });
  const owner = await makeMember(study, "OWNER");
  return { study, owner };
}

describe("who may take data away", () => {
  const allowed: StudyRole[] = ["OWNER", "RESEARCHER"];

  test.each(Object.values(StudyRole))("%s", async (role) => {
    const { study } = await makeStudyWithLabel();
    const { user } = await makeMember(study, role);
    await signIn(user);
    for (const method of [GET, HEAD]) {
      const answer = await ask(study.id, "x4", "", method);
      expect(answer.status).toBe(allowed.includes(role) ? 200 : 404);
      expect((await answer.text()).includes("misty-heron-42")).toBe(allowed.includes(role) && method === GET);
    }
  });

  test("nobody without signing in, and no owner of another study", async () => {
    const { study } = await makeStudyWithLabel();
    await signIn(null);
    for (const key of exportKeys) expect((await ask(study.id, key)).status).toBe(401);
    await signIn((await makeStudyWithLabel()).owner.user);
    for (const key of exportKeys) expect((await ask(study.id, key)).status).toBe(404);
  });
});

test("the file has a plain name that tells nothing, and is kept by nobody", async () => {
  const { study, owner } = await makeStudyWithLabel();
  await signIn(owner.user);
  const answer = await ask(study.id, "x4", "format=csv");
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="persona-grata-labels-${study.id.slice(0, 8)}.csv"`,
  );
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect((await answer.text()).split("\n")).toHaveLength(3);
});

test.each([
  ["x9", "", 404],
  ["x4", "format=xlsx", 400],
  ["x1", "format=csv", 400],
  ["x4", "version=0", 400],
  ["x3", "gt=guess", 400],
  ["x1", "", 422],
  ["x4", "version=7", 422],
])("%s?%s is refused in words (%i)", async (key, query, status) => {
  const { study, owner } = await makeStudyWithLabel();
  await signIn(owner.user);
  const answer = await ask(study.id, key, query);
  expect(answer.status).toBe(status);
  expect((await answer.json()).error).toMatch(/\w+ \w+/);
});

test("downloads that nobody takes hold no connection and keep nobody else from theirs; one person has eight at most", async () => {
  const { study, owner } = await makeStudyWithLabel();
  await signIn(owner.user);
  const running: Response[] = [];
  const untilRead = () => vi.waitFor(() => expect(pool.totalCount - pool.idleCount).toBe(0));
  for (let count = 0; count < 8; count++) {
    running.push(await ask(study.id, "x4"));
    await untilRead();
  }
  expect(running.map(({ status }) => status)).toEqual(running.map(() => 200));
  const ninth = await ask(study.id, "x4");
  expect([ninth.status, ninth.headers.get("retry-after")]).toEqual([503, "60"]);
  const other = await makeMember(study, "RESEARCHER");
  await signIn(other.user);
  const others = await ask(study.id, "x4");
  expect(others.status).toBe(200);

  await signIn(owner.user);
  await running.pop()?.body?.cancel();
  const next = await ask(study.id, "x4");
  expect(next.status).toBe(200);
  for (const answer of [...running, next, others]) await answer.text();
});
