import { expect, test } from "vitest";
import { fillProfiles, readMaskedDialogue } from "@/components/annotate/masked-dialogue";

const prompt = `You are a judge.

# Conversation

[Character1: Baker]
[Begin]
Fresh bread?

With seeds.
[End]

[Character2]
[Begin]
Half a loaf.
[End]

# Task
Say who answers.

# Character Candidates

1. Child
A child of seven.

2. Old Miller
Mills flour.
Likes rye.

# Response Format
JSON`;

test("a prompt written for a model yields the dialogue for a person", () => {
  expect(readMaskedDialogue(prompt)?.turns).toEqual([
    { speaker: "Baker", text: "Fresh bread?\n\nWith seeds." },
    { speaker: "?", text: "Half a loaf." },
  ]);
});

test("profiles listed in the prompt are found by name", () => {
  expect([...(readMaskedDialogue(prompt)?.profiles ?? [])]).toEqual([
    ["Child", "A child of seven."],
    ["Old Miller", "Mills flour.\nLikes rye."],
  ]);
});

test("any other prompt is left as it is", () => {
  expect(readMaskedDialogue("Who said: [Begin] at the beginning?")).toBeNull();
});

test("candidates keep their own profile and get a missing one from the prompt", () => {
  const candidate = (label: string, profile: string | null) => ({ partId: label, letter: "A", label, profile });
  const candidates = [candidate("Child", null), candidate("Old Miller", "Own"), candidate("Nobody", null)];
  const filled = fillProfiles({ prompt, candidates });
  expect(filled.candidates.map(({ profile }) => profile)).toEqual(["A child of seven.", "Own", null]);
});
