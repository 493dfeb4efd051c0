import { expect, test } from "vitest";
import { earlierItems } from "@/components/annotate/earlier-items";
import { goingBack } from "@/components/annotate/going-back";
import { startJudging } from "@/components/annotate/judging";
import { labelingApi } from "@/components/annotate/labeling-api";
import { labelingStore } from "@/components/annotate/labeling-store";
import type { AssignedItem, FinishedItem, FinishedPage, ProtocolView } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

const protocol: ProtocolView = {
  versionId: "v",
  number: 1,
  guidelines: [],
  questions: [],
  personaVisibility: "SHOWN",
  textStyle: "PLAIN",
};
const itemOf = (assignmentId: string): AssignedItem => ({
  assignmentId,
  versionId: "v",
  layout: "SINGLE",
  prompt: "",
  texts: [],
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
});
const finished = (assignmentId: string): FinishedItem => ({
  item: itemOf(assignmentId),
  protocol,
  answers: {},
  revision: 3,
  answeredAt: "",
  locked: null,
});
const list = (...ids: string[]) =>
  ({
    items: ids.map((assignmentId) => ({
      assignmentId,
      excerpt: `About ${assignmentId}`,
      finishedAt: "2026-11-28T09:00:00Z",
    })),
    before: null,
  }) as unknown as FinishedPage;

/** A page whose server knows of these earlier items, or answers something else. */
function open(reply: (path: string) => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetchIt: typeof fetch = async (path) => {
    asked.push(String(path).split("?")[0] ?? "");
    return reply(String(path));
  };
  const store = labelingStore();
  store.dispatch({ type: "phase", phase: "ready" });
  const earlier = earlierItems(labelingApi({ studyId: "s", userId: "me", fetchIt }));
  return { ...goingBack({ store, earlier, onShown: () => undefined }), store, earlier, asked };
}

const replyWith =
  (...ids: string[]) =>
  (path: string) =>
    Response.json(path.includes("/finished?") ? list(...ids) : finished(/finished\/(\w+)/.exec(path)?.[1] ?? ""));

test("the way back leads from what was labeled in this page to what the server has, and forward again", async () => {
  const { goBack, store, earlier } = open(replyWith("b", "a"));
  earlier.remember(startJudging(itemOf("b"), protocol, {}), {});
  await goBack(1);
  expect(store.getState().review).toMatchObject({ item: { assignmentId: "b" }, revision: 1 });
  await goBack(1);
  expect(store.getState()).toMatchObject({ depth: 2, review: { item: { assignmentId: "a" }, revision: 3 } });
  await goBack(1);
  expect(store.getState().note).toBe("This is the first item you labeled.");
  await goBack(-1);
  await goBack(-1);
  expect(store.getState()).toMatchObject({ review: null, depth: 0, note: null });
});

test.each([
  ["signed out", () => Response.json({ error: "", reason: "not-signed-in" }, { status: 401 }), /signed in again/],
  ["offline", () => Promise.reject(new TypeError("no network")), /server is not reached/],
  ["refused", () => Response.json({ error: "", reason: "not-found" }, { status: 404 }), /not there any more/],
])("%s, the page says why an earlier item is not shown", async (_, reply, words) => {
  const { goBack, store } = open(reply);
  await goBack(1);
  expect(store.getState()).toMatchObject({ review: null, note: expect.stringMatching(words) });
});

test("what another tab may have changed is read anew, and is changed there", async () => {
  const { goBack, store, earlier } = open(replyWith("b"));
  earlier.remember(startJudging(itemOf("b"), protocol, {}), {});
  earlier.forgetAll();
  store.dispatch({ type: "phase", phase: "elsewhere" });
  await goBack(1);
  expect(store.getState().review).toMatchObject({ revision: 3, locked: expect.stringContaining("label here instead") });
});

test("after the end of a study an earlier answer is shown and stays as it is", async () => {
  const { goBack, store, earlier } = open(replyWith());
  earlier.remember(startJudging(itemOf("b"), protocol, {}), {});
  store.dispatch({
    type: "stopped",
    empty: { reason: "study-closed", message: "", until: null, tally: [] },
  });
  await goBack(1);
  expect(store.getState().review?.locked).toContain("The study is closed");
});

test("a change that is not saved is not left by going further back, and two presses go one item back", async () => {
  const { goBack, store, asked } = open(replyWith("c", "b", "a"));
  await Promise.all([goBack(1), goBack(1)]);
  expect(store.getState().depth).toBe(1);
  expect(asked).toEqual(["/api/annotate/finished", "/api/annotate/finished/c"]);
  store.dispatch({ type: "answered", address: "q", answer: { state: "GIVEN", value: "x" } });
  await goBack(1);
  expect(store.getState()).toMatchObject({ depth: 1, note: "Save the change (Enter) or leave it (Esc) first." });
});

test("what is changed while an earlier item is fetched is not replaced by it", async () => {
  const { goBack, store } = open(replyWith("c", "b", "a"));
  await goBack(1);
  const further = goBack(1);
  store.dispatch({ type: "answered", address: "q", answer: { state: "GIVEN", value: "x" } });
  await further;
  expect(store.getState()).toMatchObject({ depth: 1, note: "Save the change (Enter) or leave it (Esc) first." });
  expect(store.getState().review?.answers).toMatchObject({ q: { item: { value: "x" } } });
});

test("the list tells what was labeled here and what the server has, and any of it is gone to at once", async () => {
  const { goTo, store, earlier } = open(replyWith("b", "a"));
  const asking = { ...protocol, questions: questionsSchema.parse([{ key: "why", type: "text", text: "Why?" }]) };
  const here = { ...itemOf("b"), prompt: "What now?" };
  earlier.remember(startJudging(here, asking, {}), { why: { item: { state: "GIVEN", value: "Calm" } } });
  expect(await earlier.list(5)).toEqual({
    items: [
      { assignmentId: "b", excerpt: "What now?", at: expect.any(String), answers: ["Calm"] },
      { assignmentId: "a", excerpt: "About a", at: "2026-11-28T09:00:00Z", answers: [] },
    ],
    hasMore: false,
    missing: null,
  });
  await goTo(2);
  expect([store.getState().review?.item.assignmentId, store.getState().depth]).toEqual(["a", 2]);
  await goTo(1);
  expect([store.getState().review?.item.assignmentId, store.getState().depth]).toEqual(["b", 1]);
});

test("what the server does not tell is said, beside what is known", async () => {
  const { earlier } = open(() => Response.json({}, { status: 500 }));
  earlier.remember(startJudging(itemOf("b"), protocol, {}), {});
  const { items, missing } = await earlier.list(5);
  expect([items.length, missing]).toEqual([1, "failing"]);
});
