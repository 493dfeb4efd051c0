import { expect, test } from "vitest";
import { readLinkToken } from "@/lib/auth/link-token";

const token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

test.each([
  ",",
  ";",
  '"',
  "]",
  "%29",
  "*$",
  ".",
  ")",
  ").",
  ">",
  "%",
  "%E2%80%9D",
  "\u201d",
  "\u2026",
  "%20",
  "\u00a0",
  "_",
  "--",
])("%j behind a link is not part of it", (mark) => {
  expect(readLinkToken(token + mark)).toBe(token);
});

test("marks before a link are not part of it either", () => {
  expect(readLinkToken(`(${token})`)).toBe(token);
  expect(readLinkToken(`%3C${token}%3E`)).toBe(token);
});

test.each(["-", "_"])("a token that ends in %j keeps it", (end) => {
  expect(readLinkToken(token.slice(0, 42) + end)).toBe(token.slice(0, 42) + end);
});

test.each(["", token.slice(1), `${token}x`, `${token}/`.repeat(2), "..", "%00"])("%j is no whole link", (opened) => {
  expect(readLinkToken(opened)).toBeNull();
});
