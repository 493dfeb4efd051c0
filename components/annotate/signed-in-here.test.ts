import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deviceRooms } from "@/components/annotate/device-storage";
import {
  isNobodyHere,
  noteSignedIn,
  noteSignedOut,
  readStanding,
  type Standing,
  watchStanding,
} from "@/components/annotate/signed-in-here";

const tab = new EventTarget();

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  vi.stubGlobal("window", tab);
  vi.stubGlobal("document", tab);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a page's person is taken to be there until another tab says otherwise", () => {
  expect(readStanding("me")).toBe("here");
  expect(isNobodyHere()).toBe(false);
  noteSignedIn("me");
  expect([readStanding("me"), readStanding("you")]).toEqual(["here", "other"]);
  noteSignedOut();
  expect([readStanding("me"), readStanding("you")]).toEqual(["left", "left"]);
  expect(isNobodyHere()).toBe(true);
});

test("a tab hears once of each change that another made, also when it was put away meanwhile", () => {
  noteSignedIn("me");
  const heard: Standing[] = [];
  const stop = watchStanding("me", (standing) => heard.push(standing));
  noteSignedOut();
  tab.dispatchEvent(new Event("storage"));
  tab.dispatchEvent(new Event("storage"));
  noteSignedIn("you");
  tab.dispatchEvent(new Event("visibilitychange"));
  noteSignedIn("me");
  tab.dispatchEvent(new Event("pageshow"));
  stop();
  noteSignedOut();
  tab.dispatchEvent(new Event("storage"));
  expect(heard).toEqual(["left", "other", "here"]);
});

test("a browser that shares nothing between tabs leaves everybody where they are", () => {
  vi.stubGlobal("localStorage", undefined);
  noteSignedOut();
  expect(readStanding("me")).toBe("here");
});

test.each([
  ["signed out", noteSignedOut],
  ["made room for somebody else", () => noteSignedIn("you")],
])("nothing of somebody who has %s is written to the device, whatever tab is still open", async (_, happens) => {
  const open = vi.fn(() => ({}));
  vi.stubGlobal("indexedDB", { open });
  const room = deviceRooms("me").room("study");
  happens();
  const draft = { assignmentId: "a", answers: {}, activeMs: 0, startedAt: 0, isSaved: false };
  await expect(room.putDraft(draft)).rejects.toThrow("not signed in on this device");
  await expect(room.putEntry({ key: "k" } as never)).rejects.toThrow("not signed in on this device");
  expect(open).not.toHaveBeenCalled();
});
