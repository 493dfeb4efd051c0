// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, onTestFinished, test, vi } from "vitest";
import { NewsFirst } from "@/components/annotate/news-first";
import type { Feedback } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

const texts = ["A", "B"].map((letter) => ({ partId: `id-${letter}`, letter, text: `Text ${letter}`, turns: null }));
const feedback: Feedback = {
  kind: "feedback",
  id: "told",
  item: {
    assignmentId: "told",
    versionId: "v1",
    layout: "PAIR",
    prompt: "What now?",
    texts,
    candidates: [],
    persona: null,
    draft: null,
    leaseExpiresAt: "2099-01-01T00:00:00.000Z",
  },
  protocol: {
    versionId: "v1",
    number: 1,
    guidelines: [],
    personaVisibility: "HIDDEN",
    textStyle: "PLAIN",
    questions: questionsSchema.parse([
      { key: "better", type: "preference", text: "Which is better?" },
      { key: "safe", type: "ordinal", text: "How safe is it?", points: [1, 2, 3].map((value) => ({ value })) },
    ]),
  },
  answers: { better: { item: { value: "id-A" } }, safe: { item: { value: 2 } } },
  right: { better: { item: { value: "id-B" } }, safe: { item: { value: 3 } } },
  missed: ["better"],
  rationale: "A leaves out the dose.",
};

function open(news: Feedback | "coming", isCutOff = false) {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  onTestFinished(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const onRead = vi.fn();
  render(<NewsFirst news={news} isCutOff={isCutOff} onRead={onRead} />);
  return onRead;
}

test("the right answers stand beside the own ones in the words in which they were offered, and Enter goes on", async () => {
  const onRead = open(feedback);
  expect(screen.getByRole("heading", { name: "1 of 2 were right" })).toBeTruthy();
  const [better, safe] = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(better).toContain("Which is better?");
  expect(better).toMatch(/You.*A.*Right.*B.*That is not the right one/);
  expect(safe).toMatch(/You2Right3Near enough to count as right/);
  expect(screen.getByText("A leaves out the dose.")).toBeTruthy();
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 150);
  await userEvent.setup().keyboard("{Enter}");
  expect(onRead).toHaveBeenCalledExactlyOnceWith("told");
});

test("the key that submitted, pressed once too often, leaves unread what has just come", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  const onRead = open(feedback);
  now.mockReturnValue(1149);
  await userEvent.setup().keyboard("{Enter}");
  expect(onRead).not.toHaveBeenCalled();
});

test("while the answer is on its way nothing is told, and without a connection it is said why", () => {
  open("coming", true);
  expect(screen.getByRole("heading", { name: "The right answer comes with the connection" })).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
