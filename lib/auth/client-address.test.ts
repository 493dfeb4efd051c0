import { expect, test } from "vitest";
import { clientAddress } from "@/lib/auth/client-address";

const from = (forwarded?: string) =>
  clientAddress(new Headers(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }));

test("takes what the nearest proxy saw, not what the client claimed", () => {
  expect(from("203.0.113.9")).toBe("203.0.113.9");
  expect(from("1.2.3.4, 203.0.113.9")).toBe("203.0.113.9");
  expect(from("::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("counts an IPv6 network as one", () => {
  expect(from("2001:db8:1:2:aaaa:bbbb:cccc:dddd")).toBe("2001:db8:1:2::/64");
  expect(from("2001:db8:1:2::1")).toBe("2001:db8:1:2::/64");
  expect(from("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(from("::1")).toBe("0:0:0:0::/64");
});

test("without an address everybody shares one", () => {
  expect(from()).toBe("unknown");
});
