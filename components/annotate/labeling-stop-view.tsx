"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { whenToLookAgain } from "@/components/annotate/item-supply";
import { LabelingMessage, LabelingSkeleton } from "@/components/annotate/labeling-notices";
import type { LabelingSession } from "@/components/annotate/labeling-session";
import type { LabelingState } from "@/components/annotate/labeling-state";
import type { Stop, StopAction, StopKind } from "@/components/annotate/labeling-stop";
import { countWaiting } from "@/components/annotate/outbox";
import { useSay } from "@/components/language/speak";
import { Button, ButtonAnchor, ButtonLink } from "@/components/ui/button";
import { formatTimeOfDay } from "@/lib/format-moment";
import type { Say } from "@/lib/languages/say";

function inMinutes(say: Say, ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms < 60_000) return say("in less than a minute");
  return minutes < 60
    ? say("in {count, plural, one {# minute} other {# minutes}}", { count: minutes })
    : say("in {count} h", { count: Math.round(minutes / 60) });
}

function useNow(everyMs: number) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

type LabelingStopProps = {
  stop: Stop;
  state: LabelingState;
  session: LabelingSession;
  homeHref: string;
  done: number;
};

function WhenNext({ kind, until }: { kind: StopKind; until: string | null }) {
  const say = useSay();
  const now = useNow(10_000);
  const lookAt = until ? whenToLookAgain(until, now) : null;
  if (!lookAt) return say("This page looks again by itself every minute.");
  const when = { time: formatTimeOfDay(new Date(lookAt)), wait: inMinutes(say, lookAt - now) };
  return kind === "day-limit" || kind === "test-wait"
    ? say("You may go on at {time}, {wait}. This page looks again by itself.", when)
    : say("The first may come free at {time}, {wait}. This page looks again by itself.", when);
}

const saysNothing: readonly StopKind[] = [
  "signed-out",
  "left",
  "other-person",
  "removed",
  "withdrawn",
  "gone",
  "elsewhere",
  "offline",
  "fetching",
];

/** What this person has given so far: of a closed study how much of it counts. */
function OwnLabels({ stop, state, done }: Pick<LabelingStopProps, "stop" | "state" | "done">) {
  const say = useSay();
  const waiting = countWaiting(state.outbox);
  const tally = state.empty?.tally ?? [];
  if (saysNothing.includes(stop.kind)) return null;
  if (tally.length > 0)
    return (
      <ul className="flex flex-col gap-1">
        {tally.map((line) => (
          <li key={line}>{say.retell(line)}</li>
        ))}
      </ul>
    );
  if (done === 0) return null;
  return (
    <p>
      {waiting > 0
        ? say(
            "You have labeled {done, plural, one {# item} other {# items}}; {waiting} of them are still on their way, so leave this page open a moment.",
            { done, waiting },
          )
        : say("You have labeled {done, plural, one {# item} other {# items}}. All of it is saved.", { done })}
    </p>
  );
}

/** In this tab: there is nothing in the page that would be lost. */
function SignInHere({ tone }: { tone: "primary" | "plain" }) {
  const say = useSay();
  const path = usePathname();
  return (
    <ButtonAnchor tone={tone} href={`/sign-in?next=${encodeURIComponent(path)}`}>
      {say("Sign in")}
    </ButtonAnchor>
  );
}

/** To whom the study is shown no more, their own answers that never left this device still are. */
function OwnWaiting({ session }: Pick<LabelingStopProps, "session">) {
  const say = useSay();
  const waiting = session.listWaiting();
  if (waiting.length === 0) return null;
  return (
    <section aria-label={say("Your answers that wait here")} className="w-full">
      <h3 className="text-[13px] font-medium text-muted">{say("Your answers that wait here")}</h3>
      <ul className="mt-2 max-h-72 overflow-y-auto border-y">
        {waiting.map(({ key, at, answers }) => (
          <li key={key} className="border-t py-2 text-sm first:border-t-0">
            <p className="text-[13px] text-muted">
              {say("Given {time}, not stored", { time: formatTimeOfDay(new Date(at)) })}
            </p>
            {answers.map(({ question, answer }) => (
              <p key={question}>
                {question} <span className="font-medium">{answer}</span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ActionProps = Pick<LabelingStopProps, "state" | "session" | "homeHref"> & { action: StopAction; isFirst: boolean };

function StopButton({ action, isFirst, state, session, homeHref }: ActionProps) {
  const say = useSay();
  const tone = isFirst ? "primary" : "plain";
  const waiting = countWaiting(state.outbox);
  switch (action) {
    case "take-over":
      return (
        <Button tone={tone} onClick={session.takeOver}>
          {say("Label here instead")}
        </Button>
      );
    case "sign-in":
      return (
        <ButtonAnchor tone={tone} href="/sign-in" target="_blank" rel="noreferrer">
          {say("Sign in, in another tab")}
        </ButtonAnchor>
      );
    case "sign-in-here":
      return <SignInHere tone={tone} />;
    case "try-now":
      return (
        <Button tone={tone} onClick={session.resume}>
          {say("Try now")}
        </Button>
      );
    case "look-now":
      return (
        <Button tone={tone} onClick={() => void session.lookAgain()}>
          {say("Look now")}
        </Button>
      );
    case "try-again":
      return (
        <Button tone={tone} onClick={() => void session.takeTestAgain()}>
          {say("Take the test again")}
        </Button>
      );
    case "leave":
      return (
        <ButtonLink tone={tone} href={homeHref}>
          {say("Leave")}
        </ButtonLink>
      );
    case "discard":
      return waiting > 0 ? (
        <Button tone="danger" onClick={session.discardAll}>
          {say("Discard {count, plural, one {# label} other {# labels}}", { count: waiting })}
        </Button>
      ) : null;
  }
}

/** How long the next item may take before words stand in the place of its outline. */
const slowAfterMs = 4000;

/** The outline of what comes; where it is slow to come, what is the matter. */
function Fetching(props: LabelingStopProps) {
  const say = useSay();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? <Explained {...props} /> : <LabelingSkeleton label={say(props.stop.title)} />;
}

/** In the place of an item: why there is none, what of this person's labels is safe, and what to do. */
export function LabelingStop(props: LabelingStopProps) {
  return props.stop.kind === "fetching" ? <Fetching {...props} /> : <Explained {...props} />;
}

function Explained({ stop, state, session, homeHref, done }: LabelingStopProps) {
  const say = useSay();
  const isWaiting = stop.actions.includes("look-now");
  return (
    <LabelingMessage title={say(stop.title)} text={say.retell(stop.text)}>
      {stop.kind === "removed" && <OwnWaiting session={session} />}
      <OwnLabels stop={stop} state={state} done={done} />
      {isWaiting && (
        <p>
          <WhenNext kind={stop.kind} until={state.empty?.until ?? null} />
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {stop.actions.map((action, place) => (
          <StopButton
            key={action}
            isFirst={place === 0}
            action={action}
            state={state}
            session={session}
            homeHref={homeHref}
          />
        ))}
      </div>
    </LabelingMessage>
  );
}
