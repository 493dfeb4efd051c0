import { expect, test } from "vitest";
import { readProbabilities } from "@/lib/formats/cells/read-probabilities";

test.each<[unknown, Record<string, number> | null]>([
  [
    { "4": 0.99, "5": 0.01 },
    { "4": 0.99, "5": 0.01 },
  ],
  [
    { yes: "0.8", no: "0.2" },
    { yes: 0.8, no: 0.2 },
  ],
  ['{"yes":1,"no":0}', { yes: 1, no: 0 }],
  [
    { a: 0.333, b: 0.333, c: 0.333 },
    { a: 0.333, b: 0.333, c: 0.333 },
  ],
  [
    { a: 0.49, b: 0.49 },
    { a: 0.49, b: 0.49 },
  ],
  ["", null],
  [null, null],
  [{}, null],
])("%j is taken as it is", (cell, value) => {
  expect(readProbabilities(cell)).toEqual({ ok: true, value });
});

test.each<[string, unknown, string]>([
  ["natural logarithms", { "4": -0.01, "5": -4.6 }, "below 0"],
  ["logarithms to base 10", { yes: -0.0969, no: -0.699 }, "below 0"],
  ["percentages", { "4": 80, "5": 20 }, "above 1"],
  ["a list", [0.1, 0.9], "a list"],
  ["the likeliest tokens", [{ token: "4", logprob: -0.1 }], "a list"],
  ["one number", "0.8", "no probabilities by option"],
  ["words", "mostly yes", "no probabilities by option"],
  ["missing mass", { "4": 0.6, "5": 0.3 }, "add up to 0.9 "],
  ["too much", { "4": 0.6, "5": 0.6 }, "add up to 1.2 "],
  ["nothing for an option", { "4": null, "5": 1 }, "null, which is no number"],
  ["an empty text", { "4": "", "5": 1 }, "which is no number"],
  ["a truth value", { yes: true }, "which is no number"],
  ["a word", { yes: "NaN", no: 1 }, "which is no number"],
])("%s are no distribution", (_, cell, reason) => {
  expect(readProbabilities(cell)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
});
