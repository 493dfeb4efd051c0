"use client";

import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { findKept, keep } from "@/components/protocol/kept-draft";
import { explainFailure } from "@/components/ui/explain-failure";
import { findProblems } from "@/lib/protocol/find-problems";
import type { Protocol } from "@/lib/protocol/schema";
import type { Result } from "@/lib/result";
import { fail } from "@/lib/result";

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

type Given = { studyId: string; initial: Protocol; initialDigest: string; save: SaveDraft };

/**
 * The draft being edited: checked at every key, saved a moment after the last one once it is in order. What is not in
 * order yet is kept in this browser.
 */
export function useDraft({ studyId, initial, initialDigest, save }: Given) {
  const [protocol, setProtocol] = useState(initial);
  const [history, setHistory] = useState<readonly Protocol[]>([]);
  const [stored, setStored] = useState({ protocol: initial, digest: initialDigest });
  /** What could not be saved, and why; it is not tried again by itself. */
  const [failure, setFailure] = useState<{ protocol: Protocol; problem: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const errors = useMemo(() => findProblems(protocol), [protocol]);
  const isValid = Object.keys(errors).length === 0;
  const isDirty = useMemo(() => !same(protocol, stored.protocol), [protocol, stored]);

  const send = async () => {
    const sent = protocol;
    setSending(true);
    const result = await save({ studyId, protocol: sent, basedOn: stored.digest }).catch(async () =>
      fail(`${await explainFailure()} The changes are kept in this browser`),
    );
    setSending(false);
    if (result.ok) setStored({ protocol: sent, digest: result.value.digest });
    setFailure(result.ok ? null : { protocol: sent, problem: result.reason });
  };
  const onTimer = useEffectEvent(send);

  // Runs again when a save ends: more may have been typed meanwhile.
  useEffect(() => {
    if (!isDirty || !isValid || isSending || failure?.protocol === protocol) return;
    const timer = setTimeout(onTimer, saveAfterMs);
    return () => clearTimeout(timer);
  }, [protocol, isDirty, isValid, isSending, failure]);

  // Only the browser knows what it kept, so this waits until the page is there. It stands before the effect that clears it.
  useEffect(() => {
    const kept = findKept(studyId, initialDigest);
    if (kept) setProtocol(kept);
  }, [studyId, initialDigest]);
  useEffect(
    () => keep(studyId, isDirty ? { digest: stored.digest, protocol } : null),
    [studyId, isDirty, stored, protocol],
  );

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);

  const state: DraftState = !isDirty ? "saved" : !isValid ? "invalid" : failure && !isSending ? "failed" : "saving";
  const undo = () => {
    setProtocol(history.at(-1) ?? protocol);
    setHistory(history.slice(0, -1));
  };
  return {
    protocol,
    errors,
    isValid,
    state,
    problem: failure?.problem ?? null,
    digest: stored.digest,
    change: setProtocol,
    /** Adding, moving and deleting can be undone. */
    restructure(next: Protocol) {
      setHistory([...history, protocol].slice(-historyLength));
      setProtocol(next);
    },
    undo: history.length > 0 ? undo : null,
    retry: () => void send(),
  };
}
