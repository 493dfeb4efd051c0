import { afterEach, expect, test, vi } from "vitest";
import { deviceRooms } from "@/components/annotate/device-storage";
import type { OutboxEntry } from "@/components/annotate/outbox";

afterEach(() => vi.unstubAllGlobals());

test("a browser that refuses storage fails at each write and throws at none, so that a label is sent all the same", async () => {
  vi.stubGlobal("indexedDB", {
    open() {
      throw new DOMException("denied in this context", "SecurityError");
    },
  });
  const rooms = deviceRooms("me");
  const room = rooms.room("study");
  const draft = { assignmentId: "a", answers: {}, activeMs: 0, startedAt: 0, isSaved: false };
  const entry = { key: "k" } as OutboxEntry;
  const tries = [
    ...[room.load(), room.putEntry(entry), room.putDraft(draft), room.removeEntries(["k"]), room.removeDrafts(["a"])],
    ...[room.clear(), rooms.listEntries(), rooms.clear()],
  ];
  for (const settled of await Promise.allSettled(tries)) expect(settled.status).toBe("rejected");
});
