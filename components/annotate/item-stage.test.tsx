// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ItemStage } from "@/components/annotate/item-stage";
import { startJudging } from "@/components/annotate/judging";
import { startingState } from "@/components/annotate/labeling-state";
import { bareItem, bareProtocol } from "@/components/annotate/testing/bare-item";
import { findWaiting, type WaitingItem } from "@/components/annotate/waiting-item";
import type { AssignedItem } from "@/lib/labeling/contract";

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const long = "She reads letters. ".repeat(60);
const item = (name: string): AssignedItem => ({
  ...bareItem(name),
  persona: { name: "Ada", text: long, sections: {}, statements: [] },
  texts: [{ partId: `${name}-1`, letter: null, text: `Reply of ${name}`, turns: null }],
});
const [first, second, third] = [item("first"), item("second"), item("third")];

const stage = (shown: AssignedItem, next: AssignedItem | null, ref = createRef<HTMLElement>()) => {
  const waiting: WaitingItem | null = next && { item: next, view: "marked-up" };
  return (
    <ItemStage judging={startJudging(shown, bareProtocol, {})} waiting={waiting} onOpenPart={() => {}} ref={ref} />
  );
};

test("the item that comes next is drawn, and neither told, found nor reached", () => {
  render(stage(first, second));
  expect(screen.getByRole("article").textContent).toContain("Reply of first");
  const waiting = screen.getByText("Reply of second").closest("article");
  expect(waiting?.hasAttribute("inert")).toBe(true);
  expect(waiting?.className).toContain("data-waiting:invisible");
  expect(screen.getAllByRole("button")).toHaveLength(1);
});

test("to show it is to turn it visible: nothing of it is drawn anew", () => {
  const ref = createRef<HTMLElement>();
  const { rerender } = render(stage(first, second, ref));
  const text = screen.getByText("Reply of second");
  rerender(stage(second, third, ref));
  expect(screen.getByText("Reply of second")).toBe(text);
  expect(ref.current).toBe(screen.getByRole("article"));
  expect(ref.current?.contains(text)).toBe(true);
  expect(screen.queryByText("Reply of first")).toBeNull();
});

test("a profile that was unfolded is unfolded in the next item as well", () => {
  const { rerender } = render(stage(first, second));
  screen.getByRole("button", { name: "Whole profile" }).click();
  rerender(stage(second, third));
  expect(screen.getByRole("button", { name: "Fold the profile" })).toBeDefined();
});

test("what waits is the next item in the view that it will be read in; under an earlier one nothing waits", () => {
  const current = startJudging(first, bareProtocol, {});
  const state = { ...startingState, protocols: { v1: bareProtocol }, current, behind: [second] };
  expect(findWaiting({ ...state, view: "as-written" })).toEqual({ item: second, view: "as-written" });
  const drafts = { second: { answers: {}, isSaved: true, views: ["as-written" as const] } };
  expect(findWaiting({ ...state, drafts })?.view).toBe("as-written");
  expect(findWaiting({ ...state, review: current })).toBeNull();
  expect(findWaiting({ ...state, behind: [] })).toBeNull();
});
