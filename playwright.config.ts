import { defineConfig } from "@playwright/test";
import { findChromium } from "./cli/testing/find-chromium";

/** One app on a data folder of its own for all specs (e2e/app.ts); each spec owns the users and studies it touches. */
export default defineConfig({
  testDir: "./e2e",
  globalSetup: "./e2e/app.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Named by `npm test` when it was needed.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./cli/testing/playwright-reporter.ts"]],
  projects: [
    { name: "set-up", testMatch: "set-up.spec.ts" },
    { name: "journeys", testIgnore: "set-up.spec.ts", dependencies: ["set-up"] },
  ],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      // The sandbox needs rights that containers lack; the rest keeps the browser from talking to anybody but the app.
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    },
    screenshot: "only-on-failure",
    // What happened and what was sent, without a picture of every step. Where a failed test is tried again the trace is of the
    // second attempt: keeping everything that every test receives, to throw it away, took a good part of the time.
    trace: {
      mode: process.env.CI ? "on-first-retry" : "retain-on-failure",
      snapshots: false,
      screenshots: false,
      sources: false,
    },
  },
});
