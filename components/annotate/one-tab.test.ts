import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { oneTab, whileNoTab } from "@/components/annotate/one-tab";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
type Hold = () => Promise<void>;
type Wish = { steal?: boolean; ifAvailable?: boolean; mode?: LockMode };

/** A browser whose lock is somebody's, or free and given out when the test says so. */
function browse(holder: LockMode | null, { refuses = false } = {}) {
  let give: () => void = () => undefined;
  const request = async (_: string, wish: Wish, hold: Hold) => {
    if (refuses) throw new DOMException("denied in this context", "SecurityError");
    if (!wish.steal)
      await new Promise<void>((resolve) => {
        give = resolve;
      });
    return hold();
  };
  const held = holder ? [{ name: "n", mode: holder }] : [];
  vi.stubGlobal("navigator", { locks: { request, query: async () => ({ held, pending: [] }) } });
  const told: string[] = [];
  const tab = oneTab({ name: "n", onGranted: () => told.push("here"), onElsewhere: () => told.push("elsewhere") });
  return { tab, told, give: () => give() };
}

test("while another tab labels it is said so, and this one begins once that one is closed", async () => {
  const { tab, told, give } = browse("exclusive");
  tab.start();
  await pass(2000);
  expect(new Set(told)).toEqual(new Set(["elsewhere"]));
  give();
  await pass(2000);
  expect(told.at(-1)).toBe("here");
});

test("a browser that is slow to give the lock out is not taken for another tab", async () => {
  const { tab, told, give } = browse(null);
  tab.start();
  await pass(3000);
  expect(told).toEqual([]);
  give();
  await pass(2000);
  expect(told).toEqual(["here"]);
});

test("a page that only sends what waits is not waited for", async () => {
  const { tab, told } = browse("shared");
  tab.start();
  await pass(2000);
  expect(told).toEqual(["here"]);
});

test("a browser that refuses locks labels all the same, and is not asked for ever", async () => {
  const { tab, told } = browse(null, { refuses: true });
  tab.start();
  await pass(5000);
  expect(told).toEqual(["here"]);
});

test("a tab that is closed meanwhile begins no more", async () => {
  const { tab, told, give } = browse("exclusive");
  tab.start();
  tab.stop();
  give();
  await pass(2000);
  expect(told).toEqual([]);
});

test("work that another tab takes over from is not done, and no other error is swallowed", async () => {
  const fail = (name: string) => async () => {
    throw new DOMException("lost", name);
  };
  vi.stubGlobal("navigator", { locks: { request: fail("AbortError") } });
  expect(await whileNoTab("n", async () => undefined)).toBe(false);
  vi.stubGlobal("navigator", { locks: { request: fail("SecurityError") } });
  await expect(whileNoTab("n", async () => undefined)).rejects.toThrow("lost");
});
