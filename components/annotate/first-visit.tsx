"use client";

import { useEffect, useRef, useState } from "react";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Markdown } from "@/components/ui/markdown";
import { Notice } from "@/components/ui/notice";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";

/** null until it is known: the server does not know what this browser has shown. */
export function useReadOnce(name: string, content: string): [boolean | null, () => void] {
  const [isRead, setRead] = useState<boolean | null>(null);
  useEffect(() => {
    try {
      setRead(content === "" || localStorage.getItem(name) === content);
    } catch {
      setRead(false);
    }
  }, [name, content]);
  const remember = () => {
    setRead(true);
    try {
      localStorage.setItem(name, content);
    } catch {
      // Without storage it is shown at every visit, which harms nobody.
    }
  };
  return [isRead, remember];
}

type FirstVisitProps = { studyName: string; contentWarning: string; guidelines: MarkdownTree; onStart: () => void };

/** Before the first item: what may be upsetting, and what is asked. One panel, one button. */
export function FirstVisit({ studyName, contentWarning, guidelines, onStart }: FirstVisitProps) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  const hasGuidelines = guidelines.length > 0;
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[42rem] flex-col gap-6 px-5 py-10 lg:py-16">
        <h2 className="text-2xl font-semibold">{hasGuidelines ? say("Before you begin") : studyName}</h2>
        {contentWarning && (
          <Notice tone="attention" title={say("What you may read here")}>
            <p className="mt-1 whitespace-pre-line">{contentWarning}</p>
          </Notice>
        )}
        {hasGuidelines && <Markdown className="text-base leading-relaxed" tree={guidelines} />}
        <div className="sticky bottom-0 -mx-5 border-t bg-paper px-5 py-4">
          <Button ref={button} tone="primary" size="large" className="w-full sm:w-auto" onClick={onStart}>
            {say("Start labeling")}
          </Button>
          {hasGuidelines && (
            <p className="mt-2 text-[13px] text-muted">
              {say("The guidelines stay at hand:")} <span className="pointer-coarse:hidden">{say("press G, or")}</span>{" "}
              {say("the button at the top.")}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
