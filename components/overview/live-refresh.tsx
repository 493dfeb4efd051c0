"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

type LiveRefreshProps = { source: string; fingerprint: string };

const everyMs = 4000;

/** Renews the page when the study's data have changed, while somebody looks at it. What is shown stays until then. */
export function LiveRefresh({ source, fingerprint }: LiveRefreshProps) {
  const router = useRouter();
  const [isLoading, load] = useTransition();
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible" || isLoading) return;
      const answer = await fetch(source).catch(() => null);
      if (!answer?.ok) return;
      const { fingerprint: now }: { fingerprint: string } = await answer.json();
      if (now !== fingerprint) load(() => router.refresh());
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [source, router, fingerprint, isLoading]);

  return null;
}
