import { expect, test, vi } from "vitest";
import { followingStanding } from "@/components/annotate/following-standing";
import { labelingStore } from "@/components/annotate/labeling-store";
import type { OutboxHold } from "@/components/annotate/outbox";

function open() {
  const store = labelingStore();
  const done: string[] = [];
  const hold = vi.fn((why: OutboxHold) => store.dispatch({ type: "outbox", event: { type: "held", hold: why } }));
  const follow = followingStanding({
    store,
    sender: { hold },
    forgetPerson: () => done.push("forgotten"),
    resume: () => done.push("resumed"),
    startAnew: () => done.push("started"),
  });
  return { follow, done, state: store.getState };
}

test("whoever signs out in another tab is forgotten here, and the page stands still and says so", () => {
  const { follow, done, state } = open();
  follow("left");
  expect(done).toEqual(["forgotten"]);
  expect(state()).toMatchObject({ phase: "ready", outbox: { hold: "left" } });
});

test("while somebody else is signed in labels wait for their own person, and go on when they are back", () => {
  const { follow, done, state } = open();
  follow("other");
  expect([done, state().outbox.hold]).toEqual([[], "other-person"]);
  follow("here");
  expect(done).toEqual(["resumed"]);
});

test("whoever had left begins anew, and who comes between changes nothing of that", () => {
  const { follow, done, state } = open();
  follow("left");
  follow("other");
  expect(state().outbox.hold).toBe("left");
  follow("here");
  expect(done).toEqual(["forgotten", "started"]);
  expect(state()).toMatchObject({ phase: "starting", outbox: { hold: null } });
});
