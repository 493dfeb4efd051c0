import { expect, test } from "vitest";
import { refuseForeignOrigin } from "@/lib/auth/same-origin";

const refusal = (headers: Record<string, string>) =>
  refuseForeignOrigin(new Request("http://grata.test/api/x", { method: "POST", headers }))?.status ?? null;

test.each([
  ["the app's own page", { "sec-fetch-site": "same-origin" }],
  ["a browser without fetch metadata", { origin: "http://grata.test", host: "grata.test" }],
  ["a page behind a proxy", { origin: "https://g.org", host: "127.0.0.1:3000", "x-forwarded-host": "g.org" }],
  ["a program", { host: "grata.test" }],
])("lets %s in", (_, headers) => {
  expect(refusal(headers)).toBeNull();
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example", host: "grata.test" }],
  ["a sibling host", { "sec-fetch-site": "same-site", origin: "http://other.test", host: "grata.test" }],
  ["another site's form", { origin: "https://evil.example", host: "grata.test" }],
  ["a sandboxed frame", { origin: "null", host: "grata.test" }],
  ["a foreign request that hides its origin", { "sec-fetch-site": "cross-site", host: "grata.test" }],
])("refuses %s", (_, headers) => {
  expect(refusal(headers)).toBe(403);
});
