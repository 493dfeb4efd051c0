import { expect, test } from "vitest";
import type { DeviceRooms, DeviceStorage } from "@/components/annotate/device-storage";
import { labelingApi } from "@/components/annotate/labeling-api";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { type Carried, nothingCarried, outboxCarrier } from "@/components/annotate/outbox-carrier";

const entry = (key: string, studyId: string, createdAt: number): OutboxEntry => ({
  kind: "submit",
  key,
  studyId,
  createdAt,
  attempts: 0,
  notBefore: 0,
  isKept: true,
  refusal: null,
  body: { assignmentId: `item-${key}`, key, edits: null, answers: {}, activeMs: 1, elapsedMs: 1 },
});

const stored = () => Response.json({ saved: true, surplus: false, revision: 1, next: {} });
type Reply = (path: string, body: Record<string, unknown>) => Response | Promise<Response>;

/** A device with labels of several studies, and a server that replies. */
function open(kept: readonly OutboxEntry[], reply: Reply, labeledElsewhere: readonly string[] = []) {
  const disk = new Map(kept.map((one) => [one.key, one]));
  const sent: Record<string, unknown>[] = [];
  const of = (studyId: string) => [...disk.values()].filter((one) => one.studyId === studyId);
  const room = (studyId: string): DeviceStorage => ({
    load: async () => ({ entries: of(studyId), drafts: [] }),
    putEntry: async (one) => void disk.set(one.key, one),
    removeEntries: async (keys) => keys.forEach((key) => void disk.delete(key)),
    putDraft: async () => undefined,
    removeDrafts: async () => undefined,
    clear: async () => of(studyId).forEach(({ key }) => void disk.delete(key)),
  });
  const rooms: DeviceRooms = {
    listEntries: async () => [...disk.values()].sort((a, b) => a.createdAt - b.createdAt),
    room,
    clear: async () => disk.clear(),
  };
  const fetchIt: typeof fetch = async (path, init) => {
    const body = init?.body ? JSON.parse(String(init.body)) : {};
    if (body.key) sent.push(body);
    return reply(String(path), body);
  };
  let carried: Carried = nothingCarried;
  const carrier = outboxCarrier({
    rooms,
    now: () => 10_000,
    apiOf: (studyId) => labelingApi({ studyId, userId: "me", fetchIt }),
    whileNoTab: async (studyId, work) => {
      if (labeledElsewhere.includes(studyId)) return false;
      await work();
      return true;
    },
    onChange: (next) => {
      carried = next;
    },
  });
  return { disk, sent, carrier, carried: () => carried };
}

test("what waits is sent from any page, of every study, in the order answered, and reserves nothing", async () => {
  const { disk, sent, carrier, carried } = open(
    [entry("b", "s1", 2000), entry("a", "s1", 1000), entry("c", "s2", 3000)],
    stored,
  );
  await carrier.carry();
  expect(sent.map(({ key, answeredMsAgo, want }) => [key, answeredMsAgo, want])).toEqual([
    ["a", 9000, 0],
    ["b", 8000, 0],
    ["c", 7000, 0],
  ]);
  expect([disk.size, carried().waiting.length]).toEqual([0, 0]);
});

test("a study that a tab labels is left to that tab", async () => {
  const { sent, carrier, carried } = open([entry("a", "s1", 1), entry("b", "s2", 2)], stored, ["s1"]);
  await carrier.carry();
  expect(sent.map(({ key }) => key)).toEqual(["b"]);
  expect(carried()).toMatchObject({ waiting: [{ key: "a" }], isStuck: false });
});

test("nothing is said to be stuck before anything was sent, nor any more once the next attempt does not fail", async () => {
  const labeled: string[] = [];
  const dropped = () => Promise.reject(new TypeError("Failed to fetch"));
  const { carrier, carried } = open([entry("a", "s1", 1)], dropped, labeled);
  await carrier.discardBarred();
  expect(carried()).toMatchObject({ waiting: [{ key: "a" }], isStuck: false });
  await carrier.carry();
  expect(carried().isStuck).toBe(true);
  labeled.push("s1");
  await carrier.carry();
  expect(carried()).toMatchObject({ waiting: [{ key: "a" }], isStuck: false });
});

test("without a connection everything waits in its order, and it is said", async () => {
  const dropped = () => Promise.reject(new TypeError("Failed to fetch"));
  const { sent, disk, carrier, carried } = open([entry("a", "s1", 1), entry("b", "s1", 2)], dropped);
  await carrier.carry();
  expect([sent.length, disk.size, carried().isStuck]).toEqual([1, 2, true]);
});

test("signed out, labels stay; withdrawn, they go", async () => {
  const refusal = (reason: string, status: number) => () => Response.json({ reason, error: "No" }, { status });
  const out = open([entry("a", "s1", 1)], refusal("not-signed-in", 401));
  await out.carrier.carry();
  expect([out.disk.size, out.carried().isStuck]).toEqual([1, true]);
  for (const answer of [refusal("withdrawn", 403), refusal("account-gone", 401)]) {
    const { disk, carrier } = open([entry("a", "s1", 1), entry("b", "s1", 2)], answer);
    await carrier.carry();
    expect(disk.size).toBe(0);
  }
});

test("whether a study is gone or only an item is asked before anything is thrown away", async () => {
  const missing = () => Response.json({ reason: "not-found", error: "No" }, { status: 404 });
  const itemGone: Reply = (path) =>
    path.includes("progress") ? Response.json({ done: 1, total: 2, quota: null }) : missing();
  const one = open([entry("a", "s1", 1)], itemGone);
  await one.carrier.carry();
  expect(one.carried().refused.map(({ key }) => key)).toEqual(["a"]);
  const two = open([entry("a", "s1", 1)], missing);
  await two.carrier.carry();
  expect(two.disk.size).toBe(0);
  const otherPerson = () => Response.json({ reason: "other-person", error: "No" }, { status: 409 });
  const three = open([entry("a", "s1", 1)], otherPerson);
  await three.carrier.carry();
  expect(three.disk.size).toBe(1);
});

test("an item that was answered in another place waits for the person, unless the answers are the same", async () => {
  const conflict = (answers: object) => () =>
    Response.json(
      { reason: "conflict", error: "Twice", stored: { answers, revision: 1, answeredAt: "" } },
      { status: 409 },
    );
  const other = open([entry("a", "s1", 1)], conflict({ safe: { value: 1 } }));
  await other.carrier.carry();
  expect(other.carried().refused[0]?.refusal?.stored?.revision).toBe(1);
  const same = open([entry("a", "s1", 1)], conflict({}));
  await same.carrier.carry();
  expect(same.disk.size).toBe(0);
});

test("what was discarded while it was being sent does not come back as refused", async () => {
  const device = open([entry("a", "s1", 1)], async (_, body) => {
    if (body.key) await device.carrier.clear();
    return Response.json({ reason: "answers", error: "No such option" }, { status: 422 });
  });
  await device.carrier.carry();
  expect([device.disk.size, device.carried().refused]).toEqual([0, []]);
});

test("what waits for a study that took its rater out is named apart, and kept until the person gives it up", async () => {
  const removed = () => Response.json({ error: "No longer a rater", reason: "removed" }, { status: 404 });
  const { disk, carrier, carried } = open([entry("a", "s1", 1000), entry("b", "s2", 2000)], (_, { studyId }) =>
    studyId === "s1" ? removed() : stored(),
  );
  await carrier.carry();
  expect([...disk.keys()]).toEqual(["a"]);
  expect(carried().barred.map(({ key }) => key)).toEqual(["a"]);
  await carrier.discardBarred();
  expect(carried()).toEqual({ ...nothingCarried });
  expect(disk.size).toBe(0);
});
