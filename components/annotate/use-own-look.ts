"use client";

import { useEffect, useState } from "react";

export const textSizes = ["usual", "large", "largest"] as const;
export type TextSize = (typeof textSizes)[number];

/** Against the usual size of what is read. */
export const sizeFactors: Record<TextSize, number> = { usual: 1, large: 1.2, largest: 1.45 };

/** How a person wishes to label. */
export type OwnLook = {
  size: TextSize;
  /** What stands below an answer is one line until the answer has the focus. */
  isCompact: boolean;
  /** The last answer that must be given submits. */
  submitsLast: boolean;
  remindsOfBreaks: boolean;
};

export const usualLook: OwnLook = { size: "usual", isCompact: false, submitsLast: false, remindsOfBreaks: true };

/** What a browser kept, field by field: an older or newer app may have kept something else. */
export function readLook(kept: string | null): OwnLook {
  let found: unknown = null;
  try {
    found = JSON.parse(kept ?? "null");
  } catch {
    // What cannot be read was never chosen.
  }
  if (typeof found !== "object" || found === null) return usualLook;
  const given = found as Record<string, unknown>;
  const isOn = (name: "isCompact" | "submitsLast" | "remindsOfBreaks") =>
    typeof given[name] === "boolean" ? given[name] : usualLook[name];
  return {
    size: textSizes.find((size) => size === given.size) ?? usualLook.size,
    isCompact: isOn("isCompact"),
    submitsLast: isOn("submitsLast"),
    remindsOfBreaks: isOn("remindsOfBreaks"),
  };
}

/** A person's own choice on this device. */
export function useOwnLook(userId: string): [OwnLook, (change: Partial<OwnLook>) => void] {
  const name = `grata-look/${userId}`;
  const [look, setLook] = useState(usualLook);
  useEffect(() => {
    try {
      setLook(readLook(localStorage.getItem(name)));
    } catch {
      // A browser that keeps nothing shows everything as usual.
    }
  }, [name]);
  const change = (to: Partial<OwnLook>) => {
    const next = { ...look, ...to };
    setLook(next);
    try {
      localStorage.setItem(name, JSON.stringify(next));
    } catch {
      // It holds for this visit.
    }
  };
  return [look, change];
}
