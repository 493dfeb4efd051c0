"use client";

import { useEffect } from "react";

/** The browser asks before the page is closed or left for another site. */
export function useWarnBeforeLeaving(isAtRisk: boolean) {
  useEffect(() => {
    if (!isAtRisk) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isAtRisk]);
}
