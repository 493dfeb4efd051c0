import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import { makeItems, makePublishedStudy, makeRater } from "@/prisma/factories";
import {
  call,
  claim,
  draft,
  finished,
  finishedItem,
  progress,
  type Route,
  read,
  release,
  skip,
  submit,
} from "./call-routes";

const labeled = (...keys: string[]) => keys.map((key) => ({ key, label: key }));
const questions = [
  { key: "verdict", type: "choice", text: "Safe?", options: labeled("safe", "unsafe"), required: false },
  { key: "score", type: "ordinal", text: "How good?", points: [1, 2, 3].map((value) => ({ value })), required: false },
  { key: "sure", type: "confidence", about: "score", text: "Sure?", required: false },
  { key: "why", type: "text", text: "Why?", required: false },
];

let rater: Awaited<ReturnType<typeof makeRater>>;
let study: Awaited<ReturnType<typeof makePublishedStudy>>;
let assignmentId: string;

beforeEach(async () => {
  study = await makePublishedStudy({}, { questions });
  await makeItems(study, 5);
  rater = await makeRater(study);
  await signIn(rater.user);
  const { leases } = (await call(claim, { body: { studyId: study.id, want: 1 } })).json;
  assignmentId = leases[0].assignmentId;
});

const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

/** What nobody's browser sends. */
const hostile: unknown[] = [
  ...[null, true, 0, -1, 0.5, 1e308, -1e308, 5e-324, Number.MAX_SAFE_INTEGER, 2 ** 53, 2 ** 31],
  ...["", " ", "0", "null", "x".repeat(3000), "\0", "\ud800", "\u202e", '\'; DROP TABLE "Judgment"; --', "__proto__"],
  ...["0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00.123456789Z"],
  ...["00000000-0000-0000-0000-000000000000", randomUUID().toUpperCase(), `${randomUUID()} `, randomUUID()],
  ...[[], [[]], [null], {}, nested(60), { value: {} }, { toString: "x" }, JSON.parse('{"__proto__": {"value": 1}}')],
  ...[{ constructor: { prototype: {} } }, Array.from({ length: 500 }, (_, place) => place)],
];

/** Every place of a body, as the way to it. */
function listPlaces(value: unknown, way: readonly string[] = []): string[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[...way], ...inner.flatMap(([name, one]) => listPlaces(one, [...way, name]))];
}

/** The body with another value in one place. */
function put(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(body)) return body.map((one, place) => (String(place) === name ? put(one, rest, value) : one));
  const known = body as Record<string, unknown>;
  return { ...known, [name]: put(known[name], rest, value) };
}

const holding = () => ({ studyId: study.id, as: rater.user.id, holds: [assignmentId], knows: [study.version.id] });
const answers = {
  verdict: { state: "GIVEN", value: "safe", strength: "clear", probabilities: { safe: 0.5, unsafe: 0.5 } },
  score: { item: { value: 2 } },
  sure: { value: "low" },
  why: { item: { value: "so" } },
};

const bodies: Record<string, [Route, () => object]> = {
  claim: [claim, () => ({ ...holding(), want: 2 })],
  submit: [
    submit,
    () => ({
      ...holding(),
      want: 2,
      assignmentId,
      key: randomUUID(),
      edits: null,
      answers,
      activeMs: 1,
      elapsedMs: 2,
      answeredMsAgo: 3,
      view: "both",
    }),
  ],
  skip: [skip, () => ({ ...holding(), want: 0, assignmentId, reason: "unreadable" })],
  draft: [draft, () => ({ studyId: study.id, assignmentId, answers })],
  read: [read, () => ({ studyId: study.id, versionId: study.version.id })],
  release: [
    release,
    () => ({ studyId: study.id, leases: [{ assignmentId, leaseExpiresAt: new Date().toISOString() }] }),
  ],
};

test.each(Object.keys(bodies))(
  "whatever stands in whatever place of a %s request, it is answered or refused in a sentence",
  async (name) => {
    const [route, make] = bodies[name] ?? [];
    if (!route || !make) throw new Error("no such route");
    for (const place of listPlaces(make()))
      for (const value of hostile) {
        const body = put(make(), place, value);
        const said = `${place.join(".")} = ${JSON.stringify(value)?.slice(0, 60)}`;
        const response = await call(route, { body }).catch((thrown: unknown) => {
          throw new Error(said, { cause: thrown });
        });
        expect([200, 204, 400, 404, 409, 413, 422, 429], said).toContain(response.status);
        if (response.status >= 400) expect(response.json.error, said).toMatch(/\.$/);
      }
    const judgments = await db.judgment.findMany({
      where: { studyId: study.id },
      select: { raterId: true, assignmentId: true, answers: { select: { questionKey: true } } },
    });
    for (const { answers: stored, ...whose } of judgments) {
      expect(whose).toEqual({ raterId: rater.id, assignmentId });
      for (const { questionKey } of stored) expect(Object.keys(answers)).toContain(questionKey);
    }
  },
);

test("whatever stands in a query or a path, it is answered or refused", async () => {
  const texts = hostile.map((value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")));
  const good = { studyId: study.id, as: rater.user.id, before: assignmentId, limit: "20" };
  for (const text of texts)
    for (const field of Object.keys(good)) {
      const query = { ...good, [field]: text };
      const answersOf = [
        await call(finished, { query }),
        await call(progress, { query }),
        await call(finishedItem, { query, params: { assignmentId: text } }),
      ];
      for (const { status } of answersOf) expect([200, 400, 404, 409], `${field} = ${text}`).toContain(status);
    }
});
