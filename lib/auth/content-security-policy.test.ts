import { expect, test } from "vitest";
import { contentSecurityPolicy } from "@/lib/auth/content-security-policy";

const policy = contentSecurityPolicy({ nonce: "abc", isDev: false });

test("scripts run from this server or with the nonce, never otherwise", () => {
  const scripts = policy.split("; ").find((line) => line.startsWith("script-src"));
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
});

test("nothing comes from or goes to another place", () => {
  expect(policy).not.toMatch(/https?:|\*|ws:|unsafe-eval/);
});

test("development may evaluate and reload", () => {
  expect(contentSecurityPolicy({ nonce: "abc", isDev: true })).toMatch(/unsafe-eval.*ws:/);
});
