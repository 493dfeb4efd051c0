import { expect, test } from "vitest";
import { makeRetell } from "@/lib/languages/retell";

const retell = makeRetell({
  "Sign in first": "Zuerst anmelden",
  "The server has a fault.": "Der Server hat einen Fehler.",
  "Wait.": "Warten.",
  "At most {count} characters": "Höchstens {count} Zeichen",
  "It is gone. {what}": "Es ist weg. {what}",
});

test.each([
  ["Sign in first", "Zuerst anmelden"],
  ["At most 200 characters", "Höchstens 200 Zeichen"],
  ["It is gone. Sign in first", "Es ist weg. Zuerst anmelden"],
  ["The server has a fault. Wait.", "Der Server hat einen Fehler. Warten."],
  ["The server has a fault. Nobody foresaw this.", "Der Server hat einen Fehler. Nobody foresaw this."],
  ["Nobody foresaw this", "Nobody foresaw this"],
  ["toString", "toString"],
])("%s", (english, told) => expect(retell(english)).toBe(told));
