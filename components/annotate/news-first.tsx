"use client";

import { useEffect, useRef } from "react";
import { FeedbackView } from "@/components/annotate/feedback-view";
import { graceMs } from "@/components/annotate/grace";
import { LabelingMessage, LabelingSkeleton } from "@/components/annotate/labeling-notices";
import { Button } from "@/components/ui/button";
import type { News } from "@/lib/labeling/contract";

type NewsFirstProps = {
  /** "coming": the answer is on its way, and the right one comes back with it. */
  news: News | "coming";
  isCutOff: boolean;
  onRead: (id: string) => void;
};

/** Before the next item: what this person has to know of the last ones. One key goes on. */
export function NewsFirst({ news, isCutOff, onRead }: NewsFirstProps) {
  const button = useRef<HTMLButtonElement>(null);
  const shownAt = useRef(0);
  const shown = news === "coming" ? null : news.id;
  useEffect(() => {
    if (shown === null) return;
    shownAt.current = performance.now();
    button.current?.focus({ preventScroll: true });
  }, [shown]);
  if (news === "coming")
    return isCutOff ? (
      <LabelingMessage
        title="The right answer comes with the connection"
        text="Your answer is kept on this device and sent as soon as the server is reached. Training goes on then."
      >
        {null}
      </LabelingMessage>
    ) : (
      <LabelingSkeleton label="Fetching the right answer" />
    );
  // The key that submitted the item, pressed once too often, reads nothing.
  const goOnOnce = (id: string) => performance.now() - shownAt.current >= graceMs && onRead(id);
  const goOn = (
    <Button ref={button} tone="primary" size="large" className="w-full sm:w-auto" onClick={() => goOnOnce(news.id)}>
      I have read it, go on
    </Button>
  );
  if (news.kind === "feedback") return <FeedbackView feedback={news} goOn={goOn} />;
  const [first = "", ...lines] = news.lines;
  return (
    <LabelingMessage title={news.title} text={first}>
      {lines.map((line) => (
        <p key={line} className="text-base leading-relaxed">
          {line}
        </p>
      ))}
      <div className="mt-2 w-full">{goOn}</div>
    </LabelingMessage>
  );
}
