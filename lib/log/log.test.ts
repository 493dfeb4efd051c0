import { PassThrough } from "node:stream";
import fc from "fast-check";
import pg from "pg";
import { expect, test } from "vitest";
import { type LogFields, makeLog } from "@/lib/log/log";
import { terminalLine } from "@/lib/log/terminal-line";

const secrets = ["Ada Lovelace", "ada@example.org", "I would not wake her", "/home/ada/answers.csv", "192.0.2.7"];
const studyId = "0b0e7a62-6d0c-4d57-9a1e-5b7f4d0f2c11";

/** What was written, line by line. */
function listen(level = "debug") {
  const lines: string[] = [];
  return { lines, log: makeLog(level, { write: (line) => void lines.push(line) }) };
}

function hostileError(text: string, cause?: unknown): Error {
  const error = new pg.DatabaseError(text, text.length, "error");
  return Object.assign(error, {
    cause,
    detail: text,
    hint: text,
    where: text,
    table: text,
    code: text,
    constraint: text,
  });
}

test("an event is one line of JSON with its fields", () => {
  const { lines, log } = listen();
  log.info("import committed", { studyId, count: 3, ms: 12 });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    msg: "import committed",
    studyId,
    count: 3,
    ms: 12,
  });
});

test("neither host nor address of the machine stands in a line", () => {
  const { lines, log } = listen();
  log.info("import committed");
  expect(Object.keys(JSON.parse(lines[0] ?? ""))).toEqual(["level", "time", "pid", "msg"]);
});

test.each(secrets)("%s is nowhere in the log, wherever it stood", (secret) => {
  const { lines, log } = listen();
  const text = `Key (email)=(${secret}) already exists.\n    at ${secret} (file:///app/lib/a.ts:1:2)`;
  const fields = ["studyId", "importId", "route", "method", "kind", "statement", "digest", "migration"];
  log.error("request failed", Object.fromEntries(fields.map((name) => [name, secret])));
  log.error("request failed", { ms: secret, count: secret, other: secret } as unknown as LogFields);
  for (const thrown of [text, { message: text }, new Error(text), hostileError(text, hostileError(text))])
    log.error("request failed", { error: thrown });
  const renamed = hostileError(text);
  renamed.name = text;
  renamed.message = "another";
  log.error("request failed", { error: renamed });
  expect(lines).toHaveLength(7);
  expect(lines.join("")).not.toContain(secret);
  expect(lines.join("")).not.toContain("already exists");
});

test("no text that a person wrote gets through, whatever it is", () => {
  const { lines, log } = listen();
  const written = fc.string({ minLength: 3 }).map((text) => `${text} ÿ ${text}`);
  fc.assert(
    fc.property(written, (text) => {
      lines.length = 0;
      const error = new Error(text, { cause: hostileError(text) });
      log.error("request failed", { error, route: text, kind: text, statement: text, studyId: text });
      return !lines.join("").includes("ÿ");
    }),
  );
});

test("an error is told by its kind, its code and where it was thrown", () => {
  const { lines, log } = listen();
  log.error("request failed", {
    error: Object.assign(hostileError("secret"), { code: "23505", constraint: "User_email_key" }),
  });
  const { error } = JSON.parse(lines[0] ?? "");
  expect(error).toMatchObject({ name: "error", code: "23505", constraint: "User_email_key" });
  expect(error.at[0]).toContain("log.test.ts");
});

test("a way is told by its pattern, and a filled-in one is left out", () => {
  const { lines, log } = listen();
  log.error("request failed", { route: "/studies/[studyId]/[analysis]/page" });
  log.error("request failed", { route: "/join/Zm9vYmFy" });
  log.error("request failed", { route: "/raters?q=ada" });
  expect(lines.map((line) => JSON.parse(line).route)).toEqual([
    "/studies/[studyId]/[analysis]/page",
    undefined,
    undefined,
  ]);
});

test("below its level nothing is written", () => {
  const { lines, log } = listen("warn");
  log.info("import committed");
  log.warn("slow query");
  expect(lines).toHaveLength(1);
});

test("a level that is none is refused by the variable's name", () => {
  expect(() => makeLog("loud", new PassThrough())).toThrow('GRATA_LOG is "loud": set it to debug, info');
});

test("on a terminal a line is words and pairs", () => {
  const { lines, log } = listen();
  log.warn("slow query", { statement: "SELECT Judgment", ms: 1200 });
  expect(terminalLine(lines[0] ?? "")).toMatch(/^\d\d:\d\d:\d\d warn slow query statement=SELECT Judgment ms=1200\n$/);
});
