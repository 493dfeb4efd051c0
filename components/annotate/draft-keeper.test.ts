import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeviceStorage, LocalDraft } from "@/components/annotate/device-storage";
import { draftKeeper } from "@/components/annotate/draft-keeper";
import { labelingApi } from "@/components/annotate/labeling-api";
import { labelingStore } from "@/components/annotate/labeling-store";
import type { Presence } from "@/components/annotate/presence";
import type { AnnotateError, AssignedItem, ProtocolView } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const protocol: ProtocolView = {
  versionId: "v1",
  number: 1,
  guidelines: [],
  personaVisibility: "SHOWN",
  textStyle: "MARKDOWN",
  questions: questionsSchema.parse([{ key: "why", type: "text", text: "Why?" }]),
};
const item: AssignedItem = {
  assignmentId: "a",
  versionId: "v1",
  layout: "SINGLE",
  prompt: "",
  promptTurns: null,
  texts: [],
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "2030",
};
const saved = () => Response.json({ held: true, leases: [], stopped: null });

/** A page with one item on screen and somebody there. */
function open(reply: () => Response | Promise<Response>) {
  const disk = new Map<string, LocalDraft>();
  const sent: unknown[] = [];
  const refusals: AnnotateError[] = [];
  const storage: DeviceStorage = {
    load: async () => ({ entries: [], drafts: [...disk.values()] }),
    putDraft: async (draft) => void disk.set(draft.assignmentId, draft),
    removeDrafts: async (ids) => ids.forEach((id) => void disk.delete(id)),
    putEntry: async () => undefined,
    removeEntries: async () => undefined,
    clear: async () => disk.clear(),
  };
  const fetchIt: typeof fetch = async (_, init) => {
    sent.push(JSON.parse(String(init?.body)));
    return reply();
  };
  const store = labelingStore();
  const presence = {
    read: () => ({ activeMs: 700, elapsedMs: 900, startedAt: 5 }),
    wasThere: () => true,
  } as unknown as Presence;
  const keeper = draftKeeper({
    store,
    storage,
    presence,
    api: labelingApi({ studyId: "s", userId: "me", fetchIt }),
    takeHold: async (refusal) => {
      refusals.push(refusal);
      return refusal.reason === "withdrawn";
    },
  });
  store.dispatch({
    type: "queue",
    queue: {
      items: [item],
      protocols: [protocol],
      empty: null,
      toRead: {},
      leaseMinutes: 30,
      leases: [{ assignmentId: "a", leaseExpiresAt: "2030" }],
      progress: { done: 0, total: 1, quota: null },
    },
  });
  const current = () => {
    const { current: judging } = store.getState();
    if (!judging) throw new Error("no item is on screen");
    return judging;
  };
  const write = (value: string) => {
    store.dispatch({ type: "answered", address: "why", answer: { state: "GIVEN", value } });
    keeper.note(current());
  };
  return { disk, sent, refusals, store, keeper, current, write };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const why = { why: { item: { state: "GIVEN", value: "so" } } };

test("an answer is on the device at once and on the server after a pause", async () => {
  const { disk, sent, store, write } = open(saved);
  write("so");
  await pass(0);
  expect([disk.get("a"), sent]).toMatchObject([{ answers: why, isSaved: false }, []]);
  await pass(1500);
  expect(sent).toEqual([{ studyId: "s", as: "me", assignmentId: "a", answers: why }]);
  expect([disk.get("a")?.isSaved, store.getState().draft]).toEqual([true, "saved"]);
});

test("the views in which the texts were read and the time spent are kept with the draft", async () => {
  const { disk, store, keeper, current } = open(saved);
  store.dispatch({ type: "viewTurned" });
  keeper.keep(current());
  await pass(0);
  expect(disk.get("a")).toEqual({
    assignmentId: "a",
    answers: {},
    activeMs: 700,
    startedAt: 5,
    isSaved: true,
    views: ["marked-up", "as-written"],
  });
});

test("an answer that is not saved yet is not called saved by a change of the view", async () => {
  const { disk, keeper, current, write } = open(() => new Promise(() => undefined));
  write("so");
  await pass(1500);
  keeper.keep(current());
  await pass(0);
  expect(disk.get("a")).toMatchObject({ answers: why, isSaved: false });
});

test("a draft that the server does not take is not said to wait for a connection, and is not sent again as it is", async () => {
  const tooLarge = () => Response.json({ reason: "too-large", error: "Shorten it" }, { status: 413 });
  const { disk, sent, store, keeper, write } = open(tooLarge);
  write("so");
  await pass(1500);
  expect([store.getState().draft, disk.get("a")?.isSaved]).toEqual(["refused", false]);
  await keeper.save();
  expect(sent).toHaveLength(1);
});

test("a draft of somebody who has withdrawn tells so", async () => {
  const withdrawn = () => Response.json({ reason: "withdrawn", error: "You have withdrawn" }, { status: 403 });
  const { refusals, write } = open(withdrawn);
  write("so");
  await pass(1500);
  expect(refusals.map(({ reason }) => reason)).toEqual(["withdrawn"]);
});

test("a draft that does not get through is sent again, and only then is it saved", async () => {
  const replies = [() => new Response(null, { status: 503 }), saved];
  const { store, keeper, sent, write } = open(() => replies.shift()?.() ?? saved());
  write("so");
  await pass(1500);
  expect(store.getState().draft).toBe("kept");
  await keeper.save();
  expect([store.getState().draft, sent.length]).toEqual(["saved", 2]);
});

test("signed out while only reading, the page is told when the lease is renewed", async () => {
  const signedOut = () => Response.json({ reason: "not-signed-in", error: "Sign in" }, { status: 401 });
  const { store, keeper } = open(signedOut);
  keeper.start();
  await pass(11 * 60_000);
  expect(store.getState().outbox.hold).toBe("signed-out");
  keeper.stop();
});

test("what is submitted leaves no draft behind", async () => {
  const { disk, sent, keeper, write } = open(saved);
  write("so");
  await keeper.drop("a");
  await pass(2000);
  expect([disk.size, sent]).toEqual([0, []]);
});
