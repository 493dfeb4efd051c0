import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { onTestFinished, vi } from "vitest";
import { LabelingPage } from "@/components/annotate/labeling-page";
import { type AssignedItem, annotatePaths, type ProtocolView, type Queue } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

// A failure says what was looked for, not the whole page; a busy machine takes its time.
configure({ asyncUtilTimeout: 10_000, getElementError: (message) => new Error(message ?? "not found") });

/** What a page may ask of a browser that jsdom, which lays nothing out, does not have. */
function completeBrowser() {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.scrollBy = vi.fn();
  navigator.sendBeacon = () => true;
}

const nameParts = (assignmentId: string, letter: string) => `${assignmentId}-${letter}`;

const makeItem = (assignmentId: string, nameOf: typeof nameParts): AssignedItem => ({
  assignmentId,
  versionId: "v1",
  layout: "PAIR",
  prompt: "What now?",
  promptTurns: null,
  candidates: [],
  persona: null,
  draft: null,
  texts: ["A", "B"].map((letter) => ({
    partId: nameOf(assignmentId, letter),
    letter,
    text: `${assignmentId}, response ${letter}`,
    turns: null,
  })),
  leaseExpiresAt: "2099-01-01T00:00:00.000Z",
});

type Submitted = { assignmentId: string; answers: unknown };

/** The labeling page of a person with so many items to come, before a server that takes every label. */
export async function openLabelingPage(
  questions: object[],
  { items = ["first", "second"], graceMs = 150, partIdOf = nameParts } = {},
) {
  completeBrowser();
  localStorage.clear();
  let now = 10_000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  const protocol: ProtocolView = {
    versionId: "v1",
    number: 1,
    guidelines: [],
    personaVisibility: "SHOWN",
    textStyle: "PLAIN",
    questions: questionsSchema.parse(questions.map((question) => ({ text: "?", ...question }))),
  };
  const submitted: Submitted[] = [];
  const queue = (): Queue => {
    const open = items
      .filter((id) => submitted.every(({ assignmentId }) => assignmentId !== id))
      .map((id) => makeItem(id, partIdOf));
    return {
      items: open,
      protocols: [protocol],
      empty: open.length > 0 ? null : { reason: "all-done", message: "That is all", until: null, tally: [] },
      progress: { done: submitted.length, total: items.length, quota: null },
      leaseMinutes: 30,
      toRead: {},
      leases: open.map(({ assignmentId, leaseExpiresAt }) => ({ assignmentId, leaseExpiresAt })),
    };
  };
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    if (path === annotatePaths.claim) return Response.json(queue());
    if (path === annotatePaths.draft) return Response.json({ held: true, leases: queue().leases, stopped: null });
    if (path !== annotatePaths.submit) throw new RangeError(`Nobody answers ${path}`);
    const { assignmentId, answers } = JSON.parse(String(init?.body));
    submitted.push({ assignmentId, answers });
    return Response.json({ saved: true, surplus: false, revision: 1, reveal: null, next: queue() });
  });
  onTestFinished(() => {
    cleanup();
    clock.mockRestore();
    vi.unstubAllGlobals();
  });
  const study = { name: "Bedside", isDemo: false, contentWarning: "" };
  render(<LabelingPage studyId="study" userId="me" study={study} guidelines={[]} homeHref="/" />);
  await screen.findByText("first, response A");
  const pass = (ms: number) => {
    now += ms;
  };
  pass(graceMs);
  return { user: userEvent.setup(), submitted, pass };
}
