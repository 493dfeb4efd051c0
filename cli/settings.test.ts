import { expect, test } from "vitest";
import { readSettings } from "./settings";

const secret = "s".repeat(32);

test("without any variable the app is served to this machine only, on the embedded database", () => {
  expect(readSettings({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    databaseUrl: null,
    secret: null,
    url: "http://127.0.0.1:3000",
    dataDir: expect.stringMatching(/^\/.*\/data$/),
  });
});

test.each(["127.0.0.1", "127.8.0.1", "localhost", "::1"])("%s needs no secret of its own", (HOST) => {
  expect(readSettings({ HOST }).secret).toBeNull();
});

test.each([
  ["a host that others reach", { HOST: "0.0.0.0" }, /not set, and HOST 0\.0\.0\.0 lets other machines in/],
  ["a host that looks local", { HOST: "127.0.0.1.example.org" }, /lets other machines in/],
  ["a shared database", { DATABASE_URL: "postgresql://db/grata" }, /not set, and DATABASE_URL/],
  ["an empty secret", { HOST: "::", NEXTAUTH_SECRET: "" }, /not set/],
])("%s without a secret stops the start", (_, env, message) => {
  expect(() => readSettings(env)).toThrow(message);
  expect(readSettings({ ...env, NEXTAUTH_SECRET: secret }).secret).toBe(secret);
});

test("a short secret stops the start wherever it is given", () => {
  for (const env of [{}, { HOST: "0.0.0.0" }, { DATABASE_URL: "postgresql://db/grata" }])
    expect(() => readSettings({ ...env, NEXTAUTH_SECRET: "short" })).toThrow(/has 5 characters: set it to 32 or more/);
});

test("migrations and commands go past a pooler where there is a way, and it has to lead to the same database", () => {
  const usual = { DATABASE_URL: "postgresql://pooler:6432/grata", NEXTAUTH_SECRET: secret };
  const direct = { ...usual, DIRECT_DATABASE_URL: "postgresql://db:5432/grata" };
  expect(readSettings(usual).directUrl).toBe(usual.DATABASE_URL);
  expect(readSettings(direct)).toMatchObject({
    databaseUrl: usual.DATABASE_URL,
    directUrl: direct.DIRECT_DATABASE_URL,
  });
  expect(readSettings({}).directUrl).toBeNull();
  const { DATABASE_URL: _, ...alone } = direct;
  expect(() => readSettings(alone)).toThrow(/^DIRECT_DATABASE_URL is set and DATABASE_URL is not/);
});

test.each(["0", "70000", "http", "30.5"])("PORT %s is refused by name", (PORT) => {
  expect(() => readSettings({ PORT })).toThrow(/^PORT is/);
});

test.each([
  [{ HOST: "::1", PORT: "4000" }, "http://[::1]:4000"],
  [{ HOST: "0.0.0.0", NEXTAUTH_SECRET: secret }, "http://localhost:3000"],
  [{ NEXTAUTH_URL: "https://grata.example.org/" }, "https://grata.example.org"],
])("people are sent to the right address: %j", (env, url) => {
  expect(readSettings(env).url).toBe(url);
});

test("an address that is none is refused by name", () => {
  expect(() => readSettings({ NEXTAUTH_URL: "grata.example.org" })).toThrow(/^NEXTAUTH_URL is/);
});

test("a server logs what it did unless told otherwise, and refuses a level that is none before it starts", () => {
  expect(readSettings({}).logLevel).toBe("info");
  expect(readSettings({ GRATA_LOG: "silent" }).logLevel).toBe("silent");
  expect(() => readSettings({ GRATA_LOG: "loud" })).toThrow(/GRATA_LOG is "loud": set it to debug, info, warn/);
});
