"use client";

import { useSay } from "@/components/language/speak";

/** First stop of the Tab key. */
export function SkipLink() {
  const say = useSay();
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-4 focus:py-2"
    >
      {say("Skip to the content")}
    </a>
  );
}
