import { once } from "node:events";
import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { labelsFirst } from "./labels-first.mjs";

const results = "/studies/s/agreement";
const label = "/api/annotate/submit";

const servers: Server[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers what it is told to, when it is told to. */
async function start(limits: Parameters<typeof labelsFirst>[1]) {
  const begun: string[] = [];
  const open = new Map<string, ServerResponse>();
  const serve = labelsFirst((request, response) => {
    begun.push(request.url ?? "");
    open.set(request.url ?? "", response);
  }, limits);
  const server = createServer(serve);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const arrived = () => new Promise<void>((resolve) => server.once("request", () => resolve()));
  /** Resolves once the server has it, whether it began or waits. */
  const ask = async (path: string) => {
    const here = arrived();
    const answer = fetch(origin + path).catch(() => null);
    await here;
    return { answer };
  };
  const finish = (path: string) => open.get(path)?.end("done");
  return { begun, open, ask, finish, origin };
}

const limits = {
  atOnce: 2,
  atOnceBesideLabels: 2,
  besideMs: 60_000,
  turnMs: 60_000,
  mostWaiting: 3,
  patienceMs: 60_000,
};

test("two pages of results are rendered at once, the others in their order, and nothing else waits", async () => {
  const { begun, ask, finish } = await start(limits);
  for (const page of [1, 2, 3, 4]) await ask(`${results}?page=${page}`);
  for (const light of [label, "/studies/s/annotate", "/studies", "/api/health", "/sign-in"]) await ask(light);
  expect(begun).toEqual([
    `${results}?page=1`,
    `${results}?page=2`,
    ...[label, "/studies/s/annotate", "/studies", "/api/health", "/sign-in"],
  ]);
  finish(label);
  finish(`${results}?page=2`);
  await vi.waitFor(() => expect(begun.at(-1)).toBe(`${results}?page=3`));
  finish(`${results}?page=1`);
  await vi.waitFor(() => expect(begun.at(-1)).toBe(`${results}?page=4`));
});

test("a page has its turn until it is out, or makes room while it waits for its figures", async () => {
  const { begun, open, ask, finish } = await start({ ...limits, atOnce: 1 });
  await ask(`${results}?page=1`);
  await ask(`${results}?page=2`);
  open.get(`${results}?page=1`)?.write("the frame");
  await ask(label);
  expect(begun).toEqual([`${results}?page=1`, label]);
  finish(label);
  finish(`${results}?page=1`);
  await vi.waitFor(() => expect(begun.at(-1)).toBe(`${results}?page=2`));

  const hurried = await start({ ...limits, atOnce: 1, turnMs: 10 });
  await hurried.ask(`${results}?page=1`);
  await hurried.ask(`${results}?page=2`);
  hurried.open.get(`${results}?page=1`)?.write("the frame");
  await vi.waitFor(() => expect(hurried.begun).toHaveLength(2));
});

test("while people label pages are rendered one by one", async () => {
  const { begun, ask, finish } = await start({ ...limits, atOnceBesideLabels: 1 });
  await ask(label);
  finish(label);
  for (const page of [1, 2]) await ask(`${results}?page=${page}`);
  await vi.waitFor(() => expect(begun).toEqual([label, `${results}?page=1`]));
  await ask("/api/health");
  expect(begun).toEqual([label, `${results}?page=1`, "/api/health"]);
  finish(`${results}?page=1`);
  await vi.waitFor(() => expect(begun.at(-1)).toBe(`${results}?page=2`));
});

test("of pages that came at once one after the other loses patience, not all", () => {
  vi.useFakeTimers();
  const begun: string[] = [];
  const serve = labelsFirst(({ url = "" }) => begun.push(url), { ...limits, patienceMs: 100 });
  for (const url of [label, `${results}?page=1`, `${results}?page=2`]) {
    const request = Object.assign(new IncomingMessage(new Socket()), { url });
    serve(request, new ServerResponse(request));
  }
  vi.advanceTimersByTime(100);
  expect(begun).toEqual([label, `${results}?page=1`]);
  vi.advanceTimersByTime(100);
  expect(begun).toEqual([label, `${results}?page=1`, `${results}?page=2`]);
});

test("while a label is being stored no page begins, unless it has waited long enough", async () => {
  const { begun, ask, finish } = await start(limits);
  await ask(label);
  await ask(results);
  expect(begun).toEqual([label]);
  finish(label);
  await vi.waitFor(() => expect(begun).toEqual([label, results]));

  const hurried = await start({ ...limits, patienceMs: 10 });
  await hurried.ask(label);
  await hurried.ask(results);
  await vi.waitFor(() => expect(hurried.begun).toEqual([label, results]));
});

test("beyond the queue's length pages are refused in words, and who leaves gives their place away", async () => {
  const { begun, ask, finish, origin } = await start({ ...limits, atOnce: 1, mostWaiting: 1 });
  await ask(`${results}?page=1`);
  const leaving = new AbortController();
  const left = fetch(`${origin}${results}?page=2`, { signal: leaving.signal }).catch(() => "left");
  await vi.waitFor(async () => expect((await fetch(`${origin}${results}?page=3`)).status).toBe(503));
  leaving.abort();
  expect(await left).toBe("left");
  await vi.waitFor(async () => {
    const asked = await ask(`${results}?page=4`);
    expect(await Promise.race([asked.answer, Promise.resolve("waiting")])).toBe("waiting");
  });
  finish(`${results}?page=1`);
  await vi.waitFor(() => expect(begun).toEqual([`${results}?page=1`, `${results}?page=4`]));
});
