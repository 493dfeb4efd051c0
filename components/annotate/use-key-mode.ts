"use client";

import { useEffect, useState } from "react";

/** Where keys of a single character do something: everywhere, while a question has the focus, nowhere. */
export const keyModes = ["on", "question", "off"] as const;
export type KeyMode = (typeof keyModes)[number];

const readMode = (kept: string | null): KeyMode => keyModes.find((mode) => mode === kept) ?? "on";

/** A person's own choice on this device. Voice control and shaking hands press letters that nobody meant (WCAG 2.1.4). */
export function useKeyMode(userId: string): [KeyMode, (mode: KeyMode) => void] {
  const name = `grata-keys/${userId}`;
  const [mode, setMode] = useState<KeyMode>("on");
  useEffect(() => {
    try {
      setMode(readMode(localStorage.getItem(name)));
    } catch {
      // A browser that keeps nothing has the keys on.
    }
  }, [name]);
  const choose = (next: KeyMode) => {
    setMode(next);
    try {
      localStorage.setItem(name, next);
    } catch {
      // It holds for this visit.
    }
  };
  return [mode, choose];
}
