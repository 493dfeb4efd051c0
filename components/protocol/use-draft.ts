"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { findProblems } from "@/lib/protocol/find-problems";
import type { Protocol } from "@/lib/protocol/schema";
import type { Result } from "@/lib/result";

export type SaveDraft = (draft: {
  studyId: string;
  protocol: Protocol;
  basedOn: string;
}) => Promise<Result<{ digest: string }>>;

export type DraftState = "saved" | "saving" | "invalid" | "failed";

const saveAfterMs = 700;
/** So far back can structural changes be undone. */
const historyLength = 50;

const same = (a: Protocol, b: Protocol) => JSON.stringify(a) === JSON.stringify(b);

/** What this browser kept of changes that could not be saved, if they began from what the server has now. */
function findKept(name: string, digest: string): Protocol | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as { digest: string; protocol: Protocol } | null;
    return kept?.digest === digest ? kept.protocol : null;
  } catch {
    return null;
  }
}

type Given = { studyId: string; initial: Protocol; initialDigest: string; save: SaveDraft };

/**
 * The draft being edited: checked at every key, saved a moment after the last one once it is in order. What is not in
 * order yet is kept in this browser.
 */
export function useDraft({ studyId, initial, initialDigest, save }: Given) {
  const [protocol, setProtocol] = useState(initial);
  const [history, setHistory] = useState<readonly Protocol[]>([]);
  const [state, setState] = useState<DraftState>("saved");
  const [problem, setProblem] = useState<string | null>(null);
  const [digest, setDigest] = useState(initialDigest);
  const stored = useRef(initial);
  const sending = useRef(false);
  const name = `grata-protocol/${studyId}`;
  const errors = useMemo(() => findProblems(protocol), [protocol]);
  const isValid = Object.keys(errors).length === 0;

  const keep = (kept: Protocol | null) => {
    try {
      if (kept) localStorage.setItem(name, JSON.stringify({ digest, protocol: kept }));
      else localStorage.removeItem(name);
    } catch {
      // Without storage an unfinished draft lives in this page only; leaving it asks first.
    }
  };

  const send = useEffectEvent(async () => {
    if (sending.current || same(protocol, stored.current)) return;
    sending.current = true;
    setState("saving");
    const sent = protocol;
    const result = await save({ studyId, protocol: sent, basedOn: digest }).catch(() => null);
    sending.current = false;
    if (result?.ok) {
      stored.current = sent;
      setDigest(result.value.digest);
      setProblem(null);
      setState("saved");
      keep(null);
    } else {
      setProblem(result ? result.reason : "The server cannot be reached. The changes are kept in this browser");
      setState("failed");
      keep(sent);
    }
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a save that ended looks again whether more was typed meanwhile
  useEffect(() => {
    if (same(protocol, stored.current)) return;
    if (!isValid) {
      setState("invalid");
      keep(protocol);
      return;
    }
    const timer = setTimeout(send, saveAfterMs);
    return () => clearTimeout(timer);
  }, [protocol, isValid, digest]);

  // Only the browser knows what it kept, so this waits until the page is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the beginning
  useEffect(() => {
    const kept = findKept(name, initialDigest);
    if (kept && !same(kept, initial)) setProtocol(kept);
  }, []);

  useEffect(() => {
    if (state === "saved") return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [state]);

  return {
    ...{ protocol, errors, isValid, state, problem, digest },
    change: (next: Protocol) => setProtocol(next),
    /** Adding, moving and deleting can be undone. */
    restructure(next: Protocol) {
      setHistory([...history, protocol].slice(-historyLength));
      setProtocol(next);
    },
    undo:
      history.length > 0
        ? () => {
            setProtocol(history.at(-1) ?? protocol);
            setHistory(history.slice(0, -1));
          }
        : null,
    retry: () => void send(),
  };
}
