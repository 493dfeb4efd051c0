import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { catalogues, groups } from "@/lib/languages/catalogues";
import { languageKeys, languages } from "@/lib/languages/languages";
import { formatMessage, formatParts } from "@/lib/languages/message";

/** What the library for it makes of the same message. */
const format = (message: string, values: Record<string, string | number>, tag: string) =>
  String(new IntlMessageFormat(message, tag, undefined, { ignoreTag: true }).format(values));

const sentences = languageKeys.flatMap((language) =>
  groups.flatMap((group) =>
    Object.entries(catalogues[language === "en" ? "de" : language][group]).map(([english, told]) => ({
      tag: languages[language].tag,
      message: language === "en" ? english : told,
    })),
  ),
);

/** Numbers for what is counted, words for the rest. */
function valuesFor(message: string, count: number): Record<string, string | number> {
  const counted = new Set([...message.matchAll(/\{(\w+), (?:plural|number)/g)].map(([, name]) => name));
  const names = [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, counted.has(name) ? count : `<${name}>`]));
}

test.each([0, 1, 2, 1234])("every sentence reads as the library for it reads it, for %i", (count) => {
  for (const { message, tag } of sentences) {
    const values = valuesFor(message, count);
    expect(formatMessage(message, values, tag)).toBe(format(message, values, tag));
  }
});

describe("a message", () => {
  test.each([
    ["{who} has {count, plural, =0 {nothing} one {# label} other {# labels}}", { who: "Ada", count: 0 }],
    ["{who} has {count, plural, =0 {nothing} one {# label} other {# labels}}", { who: "Ada", count: 1 }],
    [
      "{kind, select, item {an item with {count, plural, one {# turn} other {# turns}}} other {a {kind}}}",
      { kind: "item", count: 3 },
    ],
    ["{kind, select, item {an item} other {a {kind}}}", { kind: "side" }],
    ["It's {count, number} #", { count: 12345.5 }],
  ])("%s", (message, values) => {
    for (const tag of ["en", "de", "fr", "zh-Hans"])
      expect(formatMessage(message, values, tag)).toBe(format(message, values, tag));
  });

  test("keeps a value that is no text as it is", () => {
    const link = { href: "/sign-in" };
    expect(formatParts("Here? {link} and come back", { link }, "en")).toEqual(["Here? ", link, " and come back"]);
  });

  test.each(["{", "{count, plural, one {#}}", "a } b", "{count, plural}"])(
    "is refused where it is broken: %s",
    (message) => {
      expect(() => formatMessage(`${message}{x}`, { count: 1, x: 1 }, "en")).toThrow(RangeError);
    },
  );

  test("is refused where a value is missing", () => {
    expect(() => formatMessage("For {name}", {}, "en")).toThrow("lacks name");
  });
});
