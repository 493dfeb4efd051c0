import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isMaskedSpeaker,
  leaveOutWrittenInstructions,
  renameSpeakers,
  splitDialogue,
  whoSaidIt,
} from "@/lib/text/split-dialogue";

const speakersOf = (text: string, rule = {}) =>
  splitDialogue(text, { least: 3, ...rule })?.map(({ speaker, text: said }) => `${speaker}|${said}`) ?? null;

test.each([
  ["parts", "USER: Hm?\nLAMDA: Yes.\nUSER: Oh.", ["USER|Hm?", "LAMDA|Yes.", "USER|Oh."]],
  ["two parts", "Patient: Hm?\n\nDoctor: Yes.", ["Patient|Hm?", "Doctor|Yes."]],
  [
    "names that recur",
    "Ann: Hm?\nDr. Oyle: Yes.\nand more\nAnn: Oh.",
    ["Ann|Hm?", "Dr. Oyle|Yes.\nand more", "Ann|Oh."],
  ],
  ["a lead", "A ward.\n\nAnn: Hm?\nBen: Yes.\nAnn: Oh.", ["|A ward.", "Ann|Hm?", "Ben|Yes.", "Ann|Oh."]],
  ["bold names", "**Ann:** Hm?\n**Ben**: Yes.\n**Ann:** Oh.", ["Ann|Hm?", "Ben|Yes.", "Ann|Oh."]],
])("a dialogue is cut into turns: %s", (_, text, turns) => {
  expect(speakersOf(text)).toEqual(turns);
});

test.each([
  ["prose", "Take two. Note: not at night."],
  ["a list of doses", "Morning: 5 mg\nNoon: 5 mg\nEvening: 10 mg"],
  ["one speaker", "Ann: Hm?\nAnn: Oh.\nAnn: Well."],
  ["times and addresses", "12:30 rest\nhttp://example.org\n13:00 rest"],
  ["sentences with a colon", "Here is what I would do first of all today: rest.\nThen: walk.\nThen: rest."],
])("other texts are left whole: %s", (_, text) => {
  expect(splitDialogue(text)).toBeNull();
});

test("in a who-said-it item two lines are enough, and the speaker to be found stays hidden", () => {
  const text = "A ward.\n\nCharge nurse: When may she go?\n\nHidden speaker: Not yet.";
  expect(speakersOf(text)).toBeNull();
  expect(speakersOf(text, whoSaidIt)).toEqual(["|A ward.", "Charge nurse|When may she go?", "Hidden speaker|Not yet."]);
  expect(["Hidden speaker", "?", "[MASK]", "Unknown", "Ann"].map(isMaskedSpeaker)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("nothing but colons and marks is lost", () => {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const line = fc
    .tuple(fc.constantFrom("Ann: ", "Ben: ", "", "**Ann:** ", "Note "), fc.string())
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.array(line), (all) => {
      const text = all.join("\n");
      const turns = splitDialogue(text, whoSaidIt);
      if (turns) expect(letters(turns.map(({ speaker, text: said }) => speaker + said).join(""))).toBe(letters(text));
    }),
  );
});

test.each([
  ["before a conversation", "System: Be Mira.\nUser: Hi\nAssistant: Oh", "User: Hi\nAssistant: Oh"],
  ["with lines that look spoken", "Developer: Be her.\nName: Mira\n\nUser: Hi", "User: Hi"],
  ["between turns", "Ann: Hm?\nBen: Oh.\nSystem: Be short.\nAnn: Well.", "Ann: Hm?\nBen: Oh.\nAnn: Well."],
  ["not where nobody speaks", "System: a laptop\nPrice: 500", "System: a laptop\nPrice: 500"],
  ["nothing else", "A ward.\n\nAnn: Hm?\n Ben:  Oh.", "A ward.\n\nAnn: Hm?\n Ben:  Oh."],
])("instructions are left out of a dialogue: %s", (_, text, said) => {
  expect(leaveOutWrittenInstructions(text, { isKnown: false })).toBe(said);
});

test("only names change where speakers are renamed", () => {
  const rename = (speaker: string) => (speaker === "Ann" ? "Speaker 1" : speaker);
  expect(renameSpeakers("Ann came.\n **Ann:**  Ann: Hm?\nBen: Ann?\n", rename)).toBe(
    "Ann came.\n **Speaker 1:**  Ann: Hm?\nBen: Ann?\n",
  );
  expect(renameSpeakers("Ann: a\n\nAnn: $1", rename)).toBe("Speaker 1: a\n\nSpeaker 1: $1");
});
