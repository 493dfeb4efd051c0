import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onRequestError } from "@/instrumentation";
import { consoleToLog } from "@/lib/log/console-to-log";
import { makeLog } from "@/lib/log/log";

const shared = globalThis as { grataLog?: ReturnType<typeof makeLog> | undefined };
const before = {
  log: shared.grataLog,
  error: console.error,
  warn: console.warn,
  listeners: process.listeners("uncaughtException"),
};
let lines: string[];

beforeEach(() => {
  lines = [];
  shared.grataLog = makeLog("info", { write: (line) => void lines.push(line) });
});

afterEach(() => {
  shared.grataLog = before.log;
  console.error = before.error;
  console.warn = before.warn;
  for (const listener of process.listeners("uncaughtException"))
    if (!before.listeners.includes(listener)) process.off("uncaughtException", listener);
  vi.unstubAllEnvs();
});

test("what a library writes to the console is in the log, without its words", () => {
  consoleToLog();
  console.error(" ⨯", new TypeError("Ada said no"), { detail: "Ada" });
  console.warn("Ada Lovelace is slow");
  const [failed, warned] = lines.map((line) => JSON.parse(line));
  expect(failed).toMatchObject({ level: "error", msg: "written to the console", error: { name: "TypeError" } });
  expect(warned.error.at.join()).toContain("console-to-log.test.ts");
  expect(lines.join("")).not.toContain("Ada");
});

test("a request that fails is told by the pattern of its address, not by the link in it", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  const request = { path: "/join/a-secret-link?q=Ada", method: "GET", headers: { cookie: "a-secret-cookie" } };
  const context = {
    routerKind: "App Router",
    routePath: "/join/[token]",
    routeType: "render",
    revalidateReason: undefined,
  };
  await onRequestError(new Error("Ada"), request, context as Parameters<typeof onRequestError>[2]);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    msg: "request failed",
    route: "/join/[token]",
    method: "GET",
    kind: "render",
  });
  expect(lines.join("")).not.toMatch(/secret|Ada/);
});
