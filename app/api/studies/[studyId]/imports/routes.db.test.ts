import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { type ImportStatus, mostPreviewBytes } from "@/lib/imports/contract";
import { closeReadingThreads } from "@/lib/imports/reading-threads";
import { makeMember, makePublishedStudy, makeUser } from "@/prisma/factories";
import { POST as commit } from "./[importId]/commit/route";
import { DELETE as cancel, GET as status } from "./[importId]/route";
import { POST as preview } from "./preview/route";
import { GET as list, POST as upload } from "./route";

afterAll(closeReadingThreads);

type Params = { studyId: string; importId: string };
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
type Init = { method?: string; query?: object; body?: string; headers?: object };

async function call(route: Route, params: { studyId: string; importId?: string }, init: Init = {}) {
  const url = new URL("http://app.test/api");
  for (const [name, value] of Object.entries(init.query ?? {})) url.searchParams.set(name, String(value));
  const headers = { "sec-fetch-site": "same-origin", ...init.headers };
  const request = new Request(url, { method: init.method ?? "POST", headers, body: init.body });
  const response = await route(request, { params: Promise.resolve({ importId: "", ...params }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
}

async function makeSignedIn(role: StudyRole = "RESEARCHER") {
  const study = await makePublishedStudy();
  const { user } = await makeMember(study, role);
  await signIn(user);
  return { studyId: study.id };
}

const csv = "id,prompt,response,model\na,Q,R,m1\nb,Q,S,m2\n";
const query = { fileName: "folder/outputs.csv" };

test("a file is looked at, sent, watched, committed and listed", async () => {
  const { studyId } = await makeSignedIn();
  const seen = await call(preview, { studyId }, { query, body: csv });
  expect(seen).toMatchObject({
    status: 200,
    json: { format: "outputs", problems: [], protocolQuestions: [{ key: "verdict" }] },
  });
  expect(seen.json.columns).toEqual([
    { name: "id", role: "id", samples: ["a", "b"] },
    { name: "prompt", role: "prompt", samples: ["Q"] },
    { name: "response", role: "response", samples: ["R", "S"] },
    { name: "model", role: "factor:model", samples: ["m1", "m2"] },
  ]);
  const id = randomUUID();
  const mapping = JSON.stringify({ columns: { model: "factor:llm" } });
  const sent = await call(upload, { studyId }, { query: { ...query, id, mapping }, body: csv });
  expect(sent).toMatchObject({
    status: 201,
    json: { id, state: "READY", fileName: "outputs.csv", counts: { items: 2 } },
  });
  expect(sent.headers.get("cache-control")).toBe("no-store");
  expect((await call(upload, { studyId }, { query: { ...query, id }, body: csv })).status).toBe(409);
  const watched = await call(status, { studyId, importId: id }, { method: "GET" });
  expect(watched.json).toEqual(sent.json);
  expect(watched.json.columns[3].role).toBe("factor:llm");
  expect(await call(commit, { studyId, importId: id })).toMatchObject({ status: 200, json: { state: "DONE" } });
  expect(await call(commit, { studyId, importId: id })).toMatchObject({ status: 409, json: { state: "DONE" } });
  const listed = await call(list, { studyId }, { method: "GET" });
  expect(listed.json.imports).toMatchObject([{ id, state: "DONE", counts: { items: 2 }, problemCount: 0 }]);
  expect(await db.factor.count({ where: { studyId, name: "llm" } })).toBe(1);
});

test("problems come back with the answer", async () => {
  const { studyId } = await makeSignedIn();
  const sent = await call(upload, { studyId }, { query, body: `${csv}a,Q,T,m3\nshort\n` });
  const { state, problems } = sent.json as ImportStatus;
  expect(state).toBe("FAILED");
  expect(problems.map(({ line }) => line)).toEqual([4, 5]);
  expect((await call(commit, { studyId, importId: sent.json.id })).status).toBe(409);
});

test.each([
  ["commas alone", "a.csv", ",".repeat(2_000_000), "2000001 columns"],
  ["rows without their cells", "a.csv", `a,b,c\n${"1\n".repeat(1_000_000)}`, "mend those first"],
  ["brackets alone", "a.json", "[".repeat(2_000_000), "nested more than 200 deep"],
])("a file of %s is refused for what it is", async (_name, fileName, body, message) => {
  const { studyId } = await makeSignedIn();
  const sent = await call(upload, { studyId }, { query: { fileName, format: "outputs" }, body });
  expect(sent.json.state).toBe("FAILED");
  expect((sent.json as ImportStatus).problems.at(-1)?.message).toContain(message);
});

test("files sent at once are read one after another, and each is answered", async () => {
  const { studyId } = await makeSignedIn();
  const all = ["x", "y", "z"].map((id) =>
    call(upload, { studyId }, { query, body: `id,prompt,response\n${id},Q,R\n` }),
  );
  expect((await Promise.all(all)).map(({ json }) => json.state)).toEqual(["READY", "READY", "READY"]);
});

test("an import that waits can be thrown away", async () => {
  const { studyId } = await makeSignedIn();
  const { json } = await call(upload, { studyId }, { query, body: csv });
  const place = { studyId, importId: json.id };
  expect((await call(cancel, place, { method: "DELETE" })).status).toBe(204);
  expect((await call(cancel, place, { method: "DELETE" })).status).toBe(404);
  expect((await call(commit, place)).status).toBe(409);
  expect(await db.stagedRow.count({ where: { importId: json.id } })).toBe(0);
});

test("what cannot be asked is refused by name", async () => {
  const { studyId } = await makeSignedIn();
  const refused = async (given: object) => (await call(upload, { studyId }, { query: given, body: csv })).json.error;
  expect(await refused({})).toContain("fileName");
  expect(await refused({ fileName: "a\u0007.csv" })).toContain("control characters");
  expect(await refused({ ...query, format: "xls" })).toContain("format");
  expect(await refused({ ...query, mapping: "{" })).toContain("not JSON");
  expect(await refused({ ...query, mapping: '{"columns":{"model":"nothing"}}' })).toContain("is no role");
  expect(await refused({ ...query, id: "1" })).toContain("id");
  const large = await call(preview, { studyId }, { query, body: "x".repeat(mostPreviewBytes + 1) });
  expect(large.status).toBe(413);
  expect((await call(upload, { studyId }, { query })).status).toBe(400);
  expect(await db.import.count({ where: { studyId } })).toBe(0);
});

test("an import of another study is not found, nor is one whose id cannot be", async () => {
  const other = await makeSignedIn();
  const { json } = await call(upload, other, { query, body: csv });
  const { studyId } = await makeSignedIn();
  for (const importId of [json.id, randomUUID(), "../1"]) {
    expect((await call(status, { studyId, importId }, { method: "GET" })).status).toBe(404);
    expect((await call(commit, { studyId, importId })).status).toBe(404);
    expect((await call(cancel, { studyId, importId }, { method: "DELETE" })).status).toBe(404);
  }
});

const asked: [name: string, route: Route, init: Init][] = [
  ["list", list as Route, { method: "GET" }],
  ["preview", preview as Route, { query, body: csv }],
  ["upload", upload as Route, { query, body: csv }],
  ["status", status, { method: "GET" }],
  ["commit", commit, {}],
  ["cancel", cancel, { method: "DELETE" }],
];

test.each(asked)("%s is for those who design the study", async (_name, route, init) => {
  for (const role of ["COORDINATOR", "ADJUDICATOR", "RATER", "VIEWER"] as const) {
    const { studyId } = await makeSignedIn(role);
    expect((await call(route, { studyId, importId: randomUUID() }, init)).status).toBe(404);
    expect(await db.import.count({ where: { studyId } })).toBe(0);
  }
  const { studyId } = await makeSignedIn("OWNER");
  await signIn(await makeUser());
  expect((await call(route, { studyId, importId: randomUUID() }, init)).status).toBe(404);
  await signIn(null);
  expect((await call(route, { studyId, importId: randomUUID() }, init)).status).toBe(401);
});

test.each(asked.filter(([, , { method }]) => method !== "GET"))(
  "%s is refused from another site",
  async (_name, route, init) => {
    const { studyId } = await makeSignedIn();
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test", host: "app.test" };
    expect((await call(route, { studyId, importId: randomUUID() }, { ...init, headers })).status).toBe(403);
  },
);

const nul = "\u0000";
const hostile = [
  ...[
    "",
    " ",
    nul,
    `a${nul}b`,
    "\ud800",
    "\u202e",
    "x".repeat(300),
    "0",
    "-1",
    "1e308",
    "9007199254740993",
    "NaN",
    "null",
  ],
  ...["{}", "[]", "[[]]", "true", "{", `${"[".repeat(5000)}`, `{"columns":${'{"a":'.repeat(200)}1${"}".repeat(200)}}`],
  ...[
    '{"columns":null}',
    '{"columns":{"id":"nope"}}',
    '{"columns":{"__proto__":"id"}}',
    '{"__proto__":{"columns":{}}}',
  ],
  ...[
    '{"columns":{"a\\u0000":"factor:x"}}',
    '{"columns":{"model":"factor:a\\u0000"}}',
    '{"columns":{"model":"factor:\\ud800"}}',
  ],
  ...['{"columns":{"model":"factor:"}}', '{"track":"\\u0000"}', '{"tier":"\\ud800"}', randomUUID().toUpperCase()],
  ...["../../etc/passwd", "a/..", '\'; DROP TABLE "Import"; --'],
];

async function callSaying(said: string, ...asked: Parameters<typeof call>) {
  const answered = await call(...asked).catch((thrown: unknown) => {
    throw new Error(said, { cause: thrown });
  });
  expect([200, 201, 400, 409], said).toContain(answered.status);
  if (answered.status === 400) expect(answered.json.error, said).toMatch(/\w/);
  return answered;
}

test.each(["fileName", "size", "format", "mapping"])(
  "whatever stands in the %s of a preview, it is answered or refused in a sentence",
  async (field) => {
    const { studyId } = await makeSignedIn();
    for (const value of hostile)
      await callSaying(JSON.stringify(value), preview, { studyId }, { query: { ...query, [field]: value }, body: csv });
  },
);

const unstorable = [nul, `a${nul}b`, "\ud800", ...hostile.filter((value) => /u0000|ud800|__proto__/.test(value))];

test("what no database stores is not stored by an import, and stops none", async () => {
  const { studyId } = await makeSignedIn();
  for (const value of unstorable)
    for (const field of ["fileName", "mapping"])
      await callSaying(`${field} ${value}`, upload, { studyId }, { query: { ...query, [field]: value }, body: csv });
  const warned = async (contentWarning: string) => {
    const sent = await call(upload, { studyId }, { query, body: csv });
    return callSaying(contentWarning, commit, { studyId, importId: sent.json.id }, { query: { contentWarning } });
  };
  for (const value of ["\ud800", nul]) await warned(`Violence${value}`);
});

test("whatever stands in the path of an import, it is none", async () => {
  const { studyId } = await makeSignedIn();
  for (const value of hostile)
    for (const [route, method] of [
      [status, "GET"],
      [commit, "POST"],
      [cancel, "DELETE"],
    ] as const) {
      expect((await call(route, { studyId, importId: value }, { method })).status, value).toBe(404);
      expect((await call(route, { studyId: value, importId: randomUUID() }, { method })).status, value).toBe(404);
    }
});
