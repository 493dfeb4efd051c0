"use client";

import { useEffect, useState } from "react";
import { whenToLookAgain } from "@/components/annotate/item-supply";
import { Button, ButtonLink } from "@/components/ui/button";
import type { EmptyQueue as Empty, EmptyReason } from "@/lib/annotate/contract";

const titles: Record<EmptyReason, string> = {
  "study-draft": "The study has not begun",
  "study-paused": "The study is paused",
  "study-closed": "The study is closed",
  "rater-paused": "Your part is paused",
  "no-protocol": "No questions are published yet",
  "nothing-loaded": "There is nothing to label yet",
  quota: "You have labeled all that was agreed",
  "all-done": "You have labeled everything",
  "all-full": "All items have the labels they need",
  reserved: "The last items are on other screens",
};
/** Where waiting is of no use. */
const final: readonly EmptyReason[] = ["study-closed", "quota", "all-done"];

const atTime = (at: number) => new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });

function inMinutes(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms < 60_000) return "in less than a minute";
  return minutes < 60 ? `in ${minutes} minutes` : `in ${Math.round(minutes / 60)} h`;
}

function useNow(everyMs: number) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

type EmptyQueueProps = { empty: Empty; done: number; waiting: number; homeHref: string; onLook: () => void };

/** Nothing to label: why, until when, and what happens next. */
export function EmptyQueue({ empty: { reason, message, until }, done, waiting, homeHref, onLook }: EmptyQueueProps) {
  const now = useNow(10_000);
  const isFinal = final.includes(reason);
  const lookAt = until ? whenToLookAgain(until, now) : null;
  return (
    <div className="flex h-full items-start justify-center overflow-y-auto px-5 py-16 lg:py-28">
      <div className="flex max-w-[32rem] flex-col gap-4">
        <h2 className="text-2xl font-semibold">{titles[reason]}</h2>
        <p className="text-[17px] leading-relaxed text-muted">{message}</p>
        {done > 0 && (
          <p>
            You have labeled {done} {done === 1 ? "item" : "items"}
            {waiting > 0
              ? `; ${waiting} of them are still on their way, so leave this page open a moment.`
              : ". All of it is saved."}
          </p>
        )}
        {!isFinal && (
          <p>
            {lookAt
              ? `The first may come free at ${atTime(lookAt)}, ${inMinutes(lookAt - now)}. This page looks again by itself.`
              : "This page looks again by itself every minute."}
          </p>
        )}
        <div className="mt-2 flex gap-2">
          {!isFinal && <Button onClick={onLook}>Look now</Button>}
          <ButtonLink href={homeHref} tone={isFinal ? "primary" : "quiet"}>
            Leave
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
