import { expect, test } from "vitest";
import { findFailure, sayFailure } from "@/lib/failure";

const withCode = (code: string, more: object = {}) => Object.assign(new Error("secret"), { code, ...more });

test.each([
  ["a refused connection", withCode("ECONNREFUSED"), "silent"],
  ["a socket that is not there", withCode("ENOENT", { syscall: "connect" }), "silent"],
  ["a database that is starting", withCode("57P03"), "silent"],
  ["addresses that were all tried", new AggregateError([withCode("ECONNREFUSED")]), "silent"],
  ["a connection that was ended", withCode("57P01"), "lost"],
  ["a connection that broke off", new Error("Connection terminated unexpectedly"), "lost"],
  ["a pool without a free connection", new Error("timeout exceeded when trying to connect"), "busy"],
  ["a server without a free connection", withCode("53300"), "busy"],
  ["a statement that was cancelled", withCode("57014"), "slow"],
  ["a lock that was not had", withCode("55P03"), "slow"],
  ["a full disk of the database", withCode("53100"), "full"],
  ["a full disk of the app", withCode("ENOSPC", { syscall: "write" }), "full"],
  ["a standby", withCode("25006"), "read-only"],
  ["what Prisma says of its driver", { meta: { driverAdapterError: { cause: { originalCode: "53100" } } } }, "full"],
  ["a cause behind causes", new Error("a", { cause: new Error("b", { cause: withCode("57P01") }) }), "lost"],
])("%s is told as what it is", (_, error, kind) => {
  expect(findFailure(error)).toBe(kind);
  expect(sayFailure(error)).toMatch(/^(The|All) .*\.$/);
});

test.each([
  ["a missing file", withCode("ENOENT", { syscall: "open" })],
  ["a broken rule", withCode("23505")],
  ["a programming error", new TypeError("x is not a function")],
  ["what is no error", "ECONNREFUSED"],
  ["nothing", null],
])("%s is none of these", (_, error) => {
  expect(findFailure(error)).toBeNull();
});

test("an error that causes itself is looked through once", () => {
  const error: Error & { cause?: unknown } = new Error("a");
  error.cause = error;
  expect(findFailure(error)).toBeNull();
});

test("of the message of an error nothing is told", () => {
  expect(sayFailure(withCode("53100"))).not.toContain("secret");
});
