import { expect, test } from "vitest";
import { isBeating, type SharedPlace, tabBeat } from "@/components/annotate/tab-beat";

/** Two tabs of one browser, which share a place and a clock. */
function openTabs() {
  const kept = new Map<string, string>();
  const place: SharedPlace = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  const clock = { at: 0 };
  const open = (tab: string) => {
    const heard: string[] = [];
    const beat = tabBeat({
      name: "study",
      tab,
      place,
      now: () => clock.at,
      onGranted: () => void heard.push("here"),
      onElsewhere: () => void heard.push("elsewhere"),
    });
    return { heard, ...beat };
  };
  return { place, clock, first: open("one"), second: open("two") };
}

test("the second tab waits while the first shows signs of life", () => {
  const { first, second, clock } = openTabs();
  first.look();
  second.look();
  clock.at = 3000;
  first.look();
  clock.at = 5000;
  second.look();
  expect([first.heard, second.heard]).toEqual([["here"], ["elsewhere"]]);
});

test("a tab that was closed or fell silent makes room", () => {
  const { first, second, clock } = openTabs();
  first.look();
  second.look();
  first.leave();
  second.look();
  expect(second.heard).toEqual(["elsewhere", "here"]);
  clock.at = 60_000;
  first.look();
  expect(first.heard).toEqual(["here", "here"]);
});

test("a tab that takes over sends the other away at its next look", () => {
  const { first, second, clock } = openTabs();
  first.look();
  second.look();
  clock.at = 1000;
  second.takeOver();
  first.look();
  expect([first.heard, second.heard]).toEqual([
    ["here", "elsewhere"],
    ["elsewhere", "here"],
  ]);
});

test("nonsense in the shared place is no sign of life", () => {
  const { place } = openTabs();
  place.setItem("study", "{");
  expect(isBeating(place, "study", 0)).toBe(false);
});
