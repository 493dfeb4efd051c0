import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failureSentences } from "@/lib/failure";
import { closedWords } from "@/lib/invitations/invitation-state";
import { catalogues, groups } from "@/lib/languages/catalogues";
import { languageKeys, type Translated } from "@/lib/languages/languages";
import { listSaid, reachedFrom } from "@/lib/languages/testing/list-said";

const root = join(import.meta.dirname, "../..");
const translated = languageKeys.filter((key): key is Translated => key !== "en");

const inFolder = (folder: string, name: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => name.test(path) && !path.includes(".test."));

/** What is drawn around every page, by the root layout or by a menu that all pages have. */
const everyPage = [
  "app/error.tsx",
  "components/annotate/sign-out-dialog.tsx",
  "components/annotate/waiting-labels.tsx",
  "components/language/language-choice.tsx",
  "components/shell/account-menu.tsx",
  "components/shell/skip-link.tsx",
  "components/shell/theme-choice.tsx",
  "components/ui/dialog.tsx",
  "components/ui/explain-failure.ts",
];

const pages = {
  every: everyPage,
  front: reachedFrom([
    ...inFolder("app/(front)", /(?:page|layout)\.tsx$/),
    "app/account/page.tsx",
    "app/studies/page.tsx",
    "app/not-found.tsx",
  ]),
  labeling: reachedFrom(["app/(labeling)/studies/[studyId]/annotate/page.tsx"]),
};
type Page = keyof typeof pages;
const pageKeys = Object.keys(pages) as Page[];

const saidOn = (page: Page) => pages[page].flatMap((file) => listSaid(file).map((english) => ({ file, english })));

const onFront = new Set(saidOn("front").map(({ english }) => english));

/** What layouts and studies are called on the front; the labeling page has their files for other things. */
const isOfFront = ({ file, english }: { file: string; english: string }) =>
  /^lib\/(?:layouts|studies)\//.test(file) && onFront.has(english);

describe.each(translated)("%s", (language) => {
  const catalogue = catalogues[language];

  test.each(pageKeys)("says every sentence of its pages: %s", (page) => {
    const known = { ...catalogue.every, ...catalogue[page] };
    const missing = saidOn(page).filter((one) => !(one.english in known) && !(page === "labeling" && isOfFront(one)));
    expect(missing).toEqual([]);
  });

  test("retells every refusal that a rater can meet", () => {
    const told = [...Object.values(failureSentences), ...Object.values(closedWords)];
    expect(told.filter((english) => !(english in catalogue.told))).toEqual([]);
  });

  test("has nothing that nobody says", () => {
    const used = new Set(pageKeys.flatMap(saidOn).map(({ english }) => english));
    const unused = pageKeys.flatMap((page) => Object.keys(catalogue[page]).filter((english) => !used.has(english)));
    expect(unused).toEqual([]);
  });

  test("retells nothing that no room says", () => {
    const rooms = ["lib", "components"]
      .flatMap((folder) => inFolder(folder, /\.tsx?$/))
      .filter((path) => !path.includes("/generated/"));
    const written = rooms.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
    const isWritten = (piece: string) => written.includes(JSON.stringify(piece).slice(1, -1));
    // Those with numbers are put together from countOf and the like, and so are these: components/annotate/retold.test.ts tells them.
    const composed =
      /^(?:Sign in as yourself to see|The persona is |Texts are shown |\{side\} slightly better|none is chosen)/;
    const whole = [...Object.keys(catalogue.told), ...Object.keys(catalogue.retold)].filter(
      (english) => !composed.test(english) && !/\d|\{(?:count|least)\}|\b(?:it is|they are)\b/.test(english),
    );
    const unused = whole.filter((english) => !english.split(/\{\w+\}/).every((piece) => isWritten(piece.trim())));
    expect(unused).toEqual([]);
  });

  test("copies no sentence from the English", () => {
    // Names and words that are the same in both.
    const same = new Set([
      ...["Name", "Patient", "{sentence}.", "Item", "Offline"],
      ...["Persona", "Question", "Questions", "Dialogue", "Conversation"],
    ]);
    const copies = groups.flatMap((group) =>
      Object.entries(catalogue[group]).filter(([english, told]) => english === told && !same.has(english)),
    );
    expect(copies).toEqual([]);
  });

  test("puts the values of the English into every sentence", () => {
    const names = (message: string) =>
      [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
    for (const group of groups)
      for (const [english, told] of Object.entries(catalogue[group]))
        expect([english, names(told)]).toEqual([english, names(english)]);
  });
});

test("all languages have the same sentences at the same places", () => {
  for (const group of groups)
    for (const language of translated)
      expect(Object.keys(catalogues[language][group])).toEqual(Object.keys(catalogues.de[group]));
});
