import { beforeEach, expect, test } from "vitest";
import { setCookies } from "@/cli/testing/next-headers";
import { bringLanguage, keepLanguage } from "@/lib/auth/language";
import { languageCookie } from "@/lib/auth/language-cookie";
import { makeUser } from "@/prisma/factories";

beforeEach(() => setCookies.clear());

test("a person's language goes with them to another browser", async () => {
  const { id } = await makeUser();
  await keepLanguage(id, "de");
  setCookies.clear();
  await bringLanguage(id);
  expect(setCookies.get(languageCookie)).toBe("de");
});

test("whoever never chose a language takes what the browser has", async () => {
  await bringLanguage((await makeUser()).id);
  expect(setCookies.has(languageCookie)).toBe(false);
});

test("where nobody is signed in, the browser keeps it", async () => {
  await keepLanguage(null, "zh");
  expect(setCookies.get(languageCookie)).toBe("zh");
});
