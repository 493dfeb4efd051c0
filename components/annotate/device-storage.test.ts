import { afterEach, expect, test, vi } from "vitest";
import { countAllWaiting, deviceRooms } from "@/components/annotate/device-storage";
import type { OutboxEntry } from "@/components/annotate/outbox";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function refuse(): never {
  throw new DOMException("denied in this context", "SecurityError");
}

test.each([
  ["refuses storage", refuse],
  ["never answers", () => ({})],
])("of a browser that %s every use fails and none throws, so that a label is sent all the same", async (_, open) => {
  vi.useFakeTimers();
  vi.stubGlobal("indexedDB", { open });
  const rooms = deviceRooms("me");
  const room = rooms.room("study");
  const draft = { assignmentId: "a", answers: {}, activeMs: 0, startedAt: 0, isSaved: false };
  const entry = { key: "k" } as OutboxEntry;
  const tries = [
    ...[room.load(), room.putEntry(entry), room.putDraft(draft), room.removeEntries(["k"]), room.removeDrafts(["a"])],
    ...[room.clear(), rooms.listEntries(), rooms.clear(), countAllWaiting()],
  ];
  const all = Promise.allSettled(tries);
  await vi.advanceTimersByTimeAsync(6000);
  for (const settled of await all) expect(settled.status).toBe("rejected");
});
