import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ShownOutput } from "@/components/layouts/item-parts";

/** Where each of the texts stands in what is drawn. */
function placesOf(words: readonly string[], text: string, turns: readonly string[] | null) {
  const said = turns?.map((own, place) => ({ speaker: place % 2 ? "assistant" : "user", text: own })) ?? null;
  const markup = renderToStaticMarkup(<ShownOutput text={text} turns={said} judgedAs={null} />);
  return words.map((own) => markup.indexOf(own));
}

test("a response stands below the conversation that it ends, turn by turn", () => {
  const words = ["Hello nurse", "What is it", "My head aches", "Lie down"];
  const places = placesOf(words, "Lie down", words.slice(0, 3));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("a conversation alone and a response alone are drawn as they are", () => {
  expect(placesOf(["Hello nurse", "Lie down"], "", ["Hello nurse"]).map((place) => place >= 0)).toEqual([true, false]);
  expect(placesOf(["Lie down"], "Lie down", null)[0]).toBeGreaterThan(0);
});
