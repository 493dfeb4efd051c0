import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { itemSupply, lookAgainMs, whenToLookAgain } from "@/components/annotate/item-supply";
import { labelingApi } from "@/components/annotate/labeling-api";
import { findStop } from "@/components/annotate/labeling-stop";
import { labelingStore } from "@/components/annotate/labeling-store";
import type { OutboxEntry } from "@/components/annotate/outbox";
import type { AnnotateError, Queue } from "@/lib/labeling/contract";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const queue: Queue = {
  items: [],
  leases: [],
  protocols: [],
  toRead: {},
  leaseMinutes: 30,
  empty: null,
  progress: { done: 0, total: 9, quota: null },
};
const submitted = (key: string, edits: number | null = null): OutboxEntry => ({
  kind: "submit",
  key,
  studyId: "s",
  createdAt: 0,
  attempts: 0,
  notBefore: 0,
  isKept: true,
  refusal: null,
  body: { assignmentId: "x", key, edits, answers: {}, activeMs: 1, elapsedMs: 1 },
});

/** A page that has no item, and a server that replies in turn; the last reply stays. */
function open(...replies: (() => Response)[]) {
  let claims = 0;
  const fetchIt: typeof fetch = async () => {
    claims++;
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    return reply ? reply() : Response.json(queue);
  };
  const store = labelingStore();
  const refusals: AnnotateError[] = [];
  const supply = itemSupply({
    store,
    api: labelingApi({ studyId: "s", userId: "me", fetchIt }),
    now: () => 0,
    listHoldings: () => ({ holds: [], knows: [] }),
    onQueue: (found) => store.dispatch({ type: "queue", queue: found }),
    onRefused: async (refusal) => void refusals.push(refusal),
  });
  return { store, supply, refusals, claims: () => claims, stop: () => findStop(store.getState())?.kind };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a label that is on its way brings the next items, so none are asked for beside it", async () => {
  const { store, supply, claims } = open();
  supply.start();
  await pass(0);
  store.dispatch({ type: "outbox", event: { type: "added", entry: submitted("a") } });
  supply.tend();
  await pass(lookAgainMs);
  expect(claims()).toBe(1);
});

test("what waits for the person brings no items: they are asked for", async () => {
  const { store, supply, claims } = open();
  supply.start();
  await pass(0);
  for (const entry of [submitted("a"), submitted("b", 1)])
    store.dispatch({ type: "outbox", event: { type: "added", entry } });
  const conflict = { reason: "conflict", error: "Twice" } as const;
  store.dispatch({ type: "outbox", event: { type: "refused", key: "a", refusal: conflict } });
  supply.tend();
  await pass(0);
  expect(claims()).toBe(2);
});

test("a label that the server fails at keeps nobody from the next item", async () => {
  const { store, supply, claims } = open();
  supply.start();
  await pass(0);
  store.dispatch({ type: "outbox", event: { type: "added", entry: submitted("a") } });
  store.dispatch({ type: "outbox", event: { type: "failed", key: "a", at: 0, isAlone: true } });
  supply.tend();
  await pass(5000);
  expect(claims()).toBe(2);
});

test("a server with a fault, one out of reach and one that refuses are told apart, and the first two are asked again", async () => {
  const fault = open(
    () => new Response(null, { status: 500 }),
    () => Response.json(queue),
  );
  fault.supply.start();
  await pass(0);
  expect(fault.stop()).toBe("failing");
  await pass(3000);
  expect([fault.claims(), fault.stop()]).toEqual([2, "fetching"]);
  const away = open(() => new Response(null, { status: 503 }));
  away.supply.start();
  await pass(0);
  expect(away.stop()).toBe("offline");
  const refused = open(() => Response.json({ reason: "withdrawn", error: "You have withdrawn" }, { status: 403 }));
  refused.supply.start();
  await pass(lookAgainMs);
  expect([refused.claims(), refused.refusals.map(({ reason }) => reason)]).toEqual([1, ["withdrawn"]]);
});

test("whoever is signed out is told so and asked for again in a minute", async () => {
  const signedOut = () => Response.json({ reason: "not-signed-in", error: "Sign in" }, { status: 401 });
  const { supply, claims, stop } = open(signedOut);
  supply.start();
  await pass(0);
  expect(stop()).toBe("signed-out");
  await pass(lookAgainMs);
  expect(claims()).toBe(2);
});

test("nothing is asked for by a page that has stopped", async () => {
  const { supply, claims } = open(() => new Response(null, { status: 500 }));
  supply.start();
  await pass(0);
  supply.stop();
  await pass(lookAgainMs);
  expect(claims()).toBe(1);
});

test("an empty queue is looked at again a second after the first item may come free, and never in a rush", () => {
  expect(whenToLookAgain(null, 0)).toBe(lookAgainMs);
  expect(whenToLookAgain(new Date(90_000).toISOString(), 0)).toBe(91_000);
  expect(whenToLookAgain(new Date(0).toISOString(), 50_000)).toBe(53_000);
});

test("an item that comes free in hours by a clock that may be wrong is looked for every five minutes", async () => {
  const reserved: Queue = {
    ...queue,
    empty: { reason: "reserved", message: "Later.", until: new Date(6 * 3_600_000).toISOString(), tally: [] },
  };
  const { supply, claims } = open(() => Response.json(reserved));
  supply.start();
  await pass(0);
  supply.tend();
  await pass(5 * 60_000);
  expect(claims()).toBe(2);
});
