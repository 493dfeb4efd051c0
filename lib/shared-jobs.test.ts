import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SharedJobs } from "@/lib/shared-jobs";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to, or is given up. */
function makeWork() {
  const nothing: (answer: string) => void = () => undefined;
  const work = { started: 0, isGivenUp: false, end: nothing };
  const start = (gone: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      work.started++;
      work.end = resolve;
      gone.addEventListener("abort", () => {
        work.isGivenUp = true;
        reject(gone.reason);
      });
    });
  return { work, start };
}

test("what is asked for twice at once is done once, and again after its end", async () => {
  const { work, start } = makeWork();
  const jobs = new SharedJobs<string>();
  const both = [jobs.join("a", undefined, start), jobs.join("a", undefined, start)];
  work.end("done");
  expect(await Promise.all(both)).toEqual(["done", "done"]);
  void jobs.join("a", undefined, start);
  expect(work.started).toBe(2);
});

test("work that nobody waits for any more is given up, after a moment in which somebody may come back", async () => {
  const { work, start } = makeWork();
  const jobs = new SharedJobs<string>(2000);
  const page = new AbortController();
  const asked = jobs.join("a", page.signal, start);
  page.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(1999);
  expect(work.isGivenUp).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(work.isGivenUp).toBe(true);
});

test("work that another waits for goes on", async () => {
  const { work, start } = makeWork();
  const jobs = new SharedJobs<string>(0);
  const page = new AbortController();
  const asked = jobs.join("a", page.signal, start);
  const other = jobs.join("a", undefined, start);
  page.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(10_000);
  work.end("done");
  expect(await other).toBe("done");
});

test("whoever comes back in time finds the work going on, and later begins it anew", async () => {
  const { work, start } = makeWork();
  const jobs = new SharedJobs<string>(2000);
  const leave = async () => {
    const page = new AbortController();
    const asked = jobs.join("a", page.signal, start);
    page.abort(new Error("gone"));
    await expect(asked).rejects.toThrow("gone");
  };
  await leave();
  await vi.advanceTimersByTimeAsync(1000);
  await leave();
  await vi.advanceTimersByTimeAsync(1999);
  expect(work).toMatchObject({ started: 1, isGivenUp: false });
  await vi.advanceTimersByTimeAsync(1);
  expect(work.isGivenUp).toBe(true);
  void jobs.join("a", undefined, start);
  expect(work.started).toBe(2);
});

test("a page that has gone before it asks begins nothing", async () => {
  const { work, start } = makeWork();
  await expect(new SharedJobs<string>().join("a", AbortSignal.abort(new Error("gone")), start)).rejects.toThrow("gone");
  expect(work.started).toBe(0);
});

test("an error reaches whoever waits", async () => {
  const failing = () => Promise.reject(new Error("it failed"));
  await expect(new SharedJobs<string>().join("a", undefined, failing)).rejects.toThrow("it failed");
});
