import { expect, test } from "vitest";
import { FairQueue } from "@/lib/fair-queue";

/** Enters jobs named "study file" and keeps who was served in which order, and how many each was told are ahead. */
function makeQueue(most: number, mostEach?: number) {
  const queue = new FairQueue(most, mostEach);
  const served: string[] = [];
  const ahead = new Map<string, number[]>();
  const leaves = new Map<string, () => void>();
  const enter = (name: string, signal = new AbortController().signal) => {
    const told: number[] = [];
    ahead.set(name, told);
    const [study = ""] = name.split(" ");
    const entered = queue.enter(study, { signal, onAhead: (count) => told.push(count) });
    return entered.then((leave) => {
      served.push(name);
      leaves.set(name, leave);
    });
  };
  /** Ends a job, and lets the next one begin. */
  const end = async (name: string) => {
    leaves.get(name)?.();
    await new Promise(setImmediate);
  };
  return { enter, end, served, ahead };
}

test("one job of a study runs at a time, and no more in all than are allowed", async () => {
  const { enter, end, served } = makeQueue(2);
  for (const name of ["a 1", "a 2", "b 1", "c 1"]) enter(name);
  await end("");
  expect(served).toEqual(["a 1", "b 1"]);
  await end("b 1");
  expect(served).toEqual(["a 1", "b 1", "c 1"]);
  await end("a 1");
  expect(served.at(-1)).toBe("a 2");
});

test("many files of one study do not keep another study waiting", async () => {
  const { enter, end, served } = makeQueue(1);
  for (const name of ["a 1", "a 2", "a 3", "b 1", "b 2"]) enter(name);
  await end("");
  for (const name of ["a 1", "b 1", "a 2", "b 2"]) await end(name);
  expect(served).toEqual(["a 1", "b 1", "a 2", "b 2", "a 3"]);
});

test("who waits is told how many come first", async () => {
  const { enter, end, ahead } = makeQueue(1);
  for (const name of ["a 1", "a 2", "b 1"]) enter(name);
  await end("");
  await end("a 1");
  expect(ahead.get("a 2")).toEqual([1, 2, 1]);
  expect(ahead.get("b 1")).toEqual([1]);
});

test("who is cancelled while waiting leaves the queue", async () => {
  const { enter, end, served } = makeQueue(1);
  const controller = new AbortController();
  enter("a 1");
  const waiting = enter("a 2", controller.signal);
  enter("a 3");
  controller.abort(new Error("not wanted"));
  await expect(waiting).rejects.toThrow("not wanted");
  await end("a 1");
  expect(served).toEqual(["a 1", "a 3"]);
});

test("where a study may have several at once it has all places, until another study comes", async () => {
  const { enter, end, served } = makeQueue(2, 2);
  for (const name of ["a 1", "a 2", "a 3", "a 4"]) enter(name);
  await end("");
  expect(served).toEqual(["a 1", "a 2"]);
  enter("b 1");
  await end("a 1");
  expect(served.at(-1)).toBe("b 1");
  await end("a 2");
  expect(served.at(-1)).toBe("a 3");
});

test("who waits is counted, of a study and of all", async () => {
  const queue = new FairQueue(1);
  const signal = new AbortController().signal;
  for (const study of ["a", "a", "b", "b"]) void queue.enter(study, { signal });
  expect([queue.countWaiting(), queue.countWaiting("a"), queue.countWaiting("c")]).toEqual([3, 1, 0]);
});
