import { afterEach, expect, test, vi } from "vitest";
import type { DeviceStorage } from "@/components/annotate/device-storage";
import { labelingApi } from "@/components/annotate/labeling-api";
import { labelingStore } from "@/components/annotate/labeling-store";
import { listRefused, type OutboxEntry } from "@/components/annotate/outbox";
import { outboxSender } from "@/components/annotate/outbox-sender";

const entry = (key: string): OutboxEntry => ({
  kind: "submit",
  key,
  studyId: "study",
  createdAt: 0,
  attempts: 0,
  notBefore: 0,
  isKept: false,
  refusal: null,
  body: { assignmentId: `item-${key}`, key, edits: null, answers: {}, activeMs: 1, elapsedMs: 1 },
});

const saved = () => Response.json({ saved: true, surplus: false, revision: 1, reveal: null, next: {} });
type Reply = () => Response | Promise<Response>;

/** A page with a disk that is a map and a server that replies in turn; the last reply stays. */
function open(...replies: Reply[]) {
  const disk = new Map<string, OutboxEntry>();
  const sent: string[] = [];
  const wants: number[] = [];
  const onHoldCheck = vi.fn();
  const storage: DeviceStorage = {
    load: async () => ({ entries: [...disk.values()], drafts: [] }),
    putEntry: async (one) => void disk.set(one.key, one),
    removeEntries: async (keys) => keys.forEach((key) => void disk.delete(key)),
    putDraft: async () => undefined,
    removeDrafts: async () => undefined,
    clear: async () => disk.clear(),
  };
  const fetchIt: typeof fetch = async (path, init) => {
    const { key, as, want } = JSON.parse(String(init?.body));
    expect([path, as]).toEqual(["/api/annotate/submit", "me"]);
    wants.push(want);
    sent.push(`${key}${disk.has(key) ? "" : " before it was kept"}`);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    return reply ? reply() : saved();
  };
  const store = labelingStore();
  const sender = outboxSender({
    store,
    storage,
    now: () => 0,
    api: labelingApi({ studyId: "study", userId: "me", fetchIt }),
    listHoldings: () => ({ holds: [], knows: [] }),
    onSettled: () => undefined,
    onRefused: () => undefined,
    onHoldCheck,
  });
  return { disk, sent, wants, sender, onHoldCheck, outbox: () => store.getState().outbox };
}

afterEach(() => void vi.useRealTimers());

const settled = (done: () => boolean) => vi.waitFor(() => expect(done()).toBe(true));

test("a label is on the device before it is sent, and leaves it once it is stored", async () => {
  const { disk, sent, sender, outbox } = open();
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => outbox().entries.length === 0 && disk.size === 0);
  expect(sent).toEqual(["a"]);
});

test("a dropped connection, a broken server and a café's sign-in page are tried again with the same key", async () => {
  const cafe = () => new Response("<html>Welcome</html>", { headers: { "content-type": "text/html" } });
  const dropped = () => Promise.reject(new TypeError("Failed to fetch"));
  const { sent, sender, outbox } = open(dropped, () => new Response(null, { status: 503 }), cafe, saved);
  sender.start([]);
  await sender.add(entry("a"));
  for (const attempts of [1, 2, 3]) {
    await settled(() => outbox().entries[0]?.attempts === attempts);
    sender.resume();
  }
  await settled(() => outbox().entries.length === 0);
  expect(sent).toEqual(["a", "a", "a", "a"]);
});

test("what an earlier visit left behind is sent at the start", async () => {
  const { sent, sender, outbox } = open();
  sender.start([{ ...entry("old"), isKept: true }]);
  await settled(() => outbox().entries.length === 0);
  expect(sent).toEqual(["old before it was kept"]);
});

test("a refused label stays on the device with its reason", async () => {
  const refusal = {
    reason: "answers",
    error: "1 answer has to be mended",
    fieldErrors: { safe: "Answer this question" },
  };
  const { disk, sender, outbox } = open(() => Response.json(refusal, { status: 422 }));
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => disk.get("a")?.refusal !== null);
  expect(listRefused(outbox())[0]?.refusal).toEqual(refusal);
});

test("a label is never sent as somebody else's: it waits for its own person", async () => {
  const { disk, sender, outbox } = open(() => Response.json({ reason: "other-person", error: "No" }, { status: 409 }));
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => outbox().hold === "other-person");
  expect([disk.size, listRefused(outbox()).length]).toEqual([1, 0]);
  sender.stop();
});

test("after a withdrawal nothing is sent and nothing stays on the device", async () => {
  const withdrawn = () => Response.json({ reason: "withdrawn", error: "You have withdrawn" }, { status: 403 });
  const { disk, sent, sender, outbox } = open(withdrawn);
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => outbox().hold === "withdrawn" && disk.size === 0);
  sender.resume();
  expect([sent, outbox().entries]).toEqual([["a"], []]);
});

test("signed out, everything waits", async () => {
  const signedOut = () => Response.json({ reason: "not-signed-in", error: "Sign in" }, { status: 401 });
  const { disk, sent, sender, outbox } = open(signedOut, saved);
  sender.start([]);
  await sender.add(entry("a"));
  await sender.add(entry("b"));
  await settled(() => outbox().hold === "signed-out");
  expect([sent, disk.size]).toEqual([["a"], 2]);
  sender.resume();
  await settled(() => outbox().entries.length === 0);
  expect(sent).toEqual(["a", "a", "b"]);
});

test("with each label the next two items are asked for", async () => {
  const { wants, sender, outbox } = open();
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => outbox().entries.length === 0);
  expect(wants).toEqual([2]);
});

test("what the device keeps is marked as kept, so that the next visit knows it", async () => {
  const { disk, sender, outbox } = open(() => new Response(null, { status: 503 }));
  sender.start([]);
  await sender.add(entry("a"));
  await settled(() => outbox().entries[0]?.attempts === 1);
  expect(disk.get("a")?.isKept).toBe(true);
  sender.stop();
});

test("nothing is sent before the start or after the stop, and all of it is kept", async () => {
  const { disk, sent, sender, outbox } = open();
  await sender.add(entry("early"));
  sender.start([entry("early")]);
  await settled(() => outbox().entries.length === 0);
  sender.stop();
  await sender.add(entry("late"));
  expect([sent, [...disk.keys()]]).toEqual([["early"], ["late"]]);
});

test("who is signed out is looked for every half minute, who has withdrawn no more", async () => {
  vi.useFakeTimers();
  const refuse = (reason: string, status: number) => () => Response.json({ reason, error: "No" }, { status });
  const out = open(refuse("not-signed-in", 401));
  out.sender.start([]);
  await out.sender.add(entry("a"));
  await vi.advanceTimersByTimeAsync(0);
  expect(out.outbox().hold).toBe("signed-out");
  await vi.advanceTimersByTimeAsync(29_999);
  expect(out.onHoldCheck).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(out.onHoldCheck).toHaveBeenCalledOnce();
  out.sender.stop();
  const gone = open(refuse("withdrawn", 403));
  gone.sender.start([]);
  await gone.sender.add(entry("a"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([gone.outbox().hold, gone.onHoldCheck.mock.calls]).toEqual(["withdrawn", []]);
});
