import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { findRequestSignal } from "@/lib/request-signal";
import { withRequestSignal } from "./request-signal.mjs";

test("what is done for a page learns that its reader has gone, and what is done for another does not", async () => {
  const signals = new Map<string, AbortSignal | undefined>();
  let arrived: () => void = () => undefined;
  const server = createServer(
    withRequestSignal(async ({ url = "" }) => {
      await new Promise(setImmediate);
      signals.set(url, findRequestSignal());
      if (signals.size === 2) arrived();
    }),
  );
  const both = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const requests = ["/leaves", "/stays"].map((path) =>
    get({ port, path, host: "127.0.0.1" }).on("error", () => undefined),
  );
  await both;
  const left = signals.get("/leaves");
  if (!left) throw new Error("no signal");
  const gone = once(left, "abort");
  requests[0]?.destroy();
  await gone;
  expect([left.aborted, signals.get("/stays")?.aborted]).toEqual([true, false]);
  requests[1]?.destroy();
  server.close();
});

test("outside of a request there is none", () => {
  expect(findRequestSignal()).toBeUndefined();
});
