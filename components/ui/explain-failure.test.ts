import { expect, test } from "vitest";
import { explainFailure } from "@/components/ui/explain-failure";

const answering = (body: BodyInit, status: number) => async () => new Response(body, { status });

test.each([
  [JSON.stringify({ database: "unavailable" }), 503, "The database did not answer."],
  [JSON.stringify({ database: "cannot write" }), 503, "The database cannot store anything now: its disk is full"],
  [JSON.stringify({ database: "ok" }), 200, "The server has a fault."],
  ["<html>Bad gateway</html>", 502, "The server answered 502 without saying why."],
])("an answer of %s tells what failed", async (body, status, sentence) => {
  expect(await explainFailure(answering(body, status))).toContain(sentence);
});

test("only where nothing answers the server cannot be reached", async () => {
  expect(await explainFailure(() => Promise.reject(new TypeError("fetch failed")))).toBe(
    "The server cannot be reached.",
  );
});
