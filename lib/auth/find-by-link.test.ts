import { expect, test } from "vitest";
import { findByLink } from "@/lib/auth/find-by-link";
import { ok } from "@/lib/result";

const token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
const find = async (text: string) => (text === token ? { name: "Ann" } : null);

test("a hundred links that lead nowhere keep nobody from opening a good one", async () => {
  for (let place = 100; place < 200; place++)
    expect(await findByLink(`${place}${token.slice(3)}`, find, "Unknown link")).toMatchObject({
      reason: "Unknown link",
    });
  expect(await findByLink(`${token}).`, find, "Unknown link")).toEqual(ok({ token, found: { name: "Ann" } }));
});

test("what is no token at all is looked up nowhere", async () => {
  const asked: string[] = [];
  const listen = async (text: string) => {
    asked.push(text);
    return null;
  };
  for (const opened of ["", "...", "%", "short", "\0"])
    expect((await findByLink(opened, listen, "Unknown link")).ok).toBe(false);
  expect(asked).toEqual([]);
});
