import { expect, test } from "vitest";
import { chooseLanguage } from "@/lib/languages/choose-language";

test.each([
  [undefined, null, "en"],
  [undefined, "", "en"],
  [undefined, "de-AT,de;q=0.9,en;q=0.8", "de"],
  [undefined, "zh-CN,zh;q=0.9", "zh"],
  [undefined, "it-IT,it;q=0.9,fr;q=0.5,en;q=0.3", "fr"],
  [undefined, "it", "en"],
  [undefined, "en;q=0.1,de;q=0.9", "de"],
  ["fr", "de", "fr"],
  ["xx", "de", "de"],
])("chosen %s, asked for %s: %s", (chosen, accepted, language) => {
  expect(chooseLanguage(chosen, accepted)).toBe(language);
});
