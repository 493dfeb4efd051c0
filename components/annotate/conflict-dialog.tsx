"use client";

import { useEffect, useState } from "react";
import { describeAnswer } from "@/components/annotate/describe-answer";
import type { LabelingSession } from "@/components/annotate/labeling-session";
import type { OutboxEntry } from "@/components/annotate/outbox";
import type { TwoAnswers } from "@/components/annotate/settle-answers";
import { describeTarget } from "@/components/annotate/target-words";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { languages } from "@/lib/languages/languages";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import { listAskedAt } from "@/lib/protocol/show-if";
import { addressOf } from "@/lib/questions/answers";

const time = (at: string | number, tag: string) =>
  new Date(at).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });

function Comparison({ item, protocol, stored, own }: TwoAnswers) {
  const say = useSay();
  const { tag } = languages[say.language];
  const asked = new Map(
    [stored.answers, own.answers]
      .flatMap((answers) => listAskedAt(protocol.questions, answers, listItemTargets(item)))
      .map((one) => [addressOf(one.question.key, one.target), one] as const),
  );
  const text = item.prompt || item.texts[0]?.text || "";
  return (
    <>
      {text && <p className="mb-4 line-clamp-3 text-sm text-muted">{text}</p>}
      <table className="w-full table-fixed text-left text-sm">
        <thead className="align-bottom text-[13px] text-muted">
          <tr>
            <th className="pb-2 pr-3 font-medium">{say("Question")}</th>
            <th className="pb-2 pr-3 font-medium">
              {say("Stored")}
              <span className="block font-normal">{time(stored.answeredAt, tag)}</span>
            </th>
            <th className="pb-2 font-medium">
              {say("Here")}
              <span className="block font-normal">{time(own.answeredAt, tag)}</span>
            </th>
          </tr>
        </thead>
        <tbody className="align-top">
          {[...asked].map(([address, { question, target }]) => (
            <tr key={address} className="border-t">
              <th className="py-2 pr-3 font-normal text-muted">
                {[say.retell(describeTarget(target, item)?.name ?? ""), question.text].filter(Boolean).join(": ")}
              </th>
              <td className="py-2 pr-3 font-medium break-words">
                {describeAnswer(question, stored.answers, item, protocol.questions, target)}
              </td>
              <td className="py-2 font-medium break-words">
                {describeAnswer(question, own.answers, item, protocol.questions, target)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type ConflictDialogProps = {
  /** The answer that waits; null when there is none. */
  entry: OutboxEntry | null;
  session: LabelingSession;
  onClose: () => void;
};

/** One item, answered in two places: both answers side by side, and the question which of them stands. */
export function ConflictDialog({ entry, session, onClose }: ConflictDialogProps) {
  const say = useSay();
  const [found, setFound] = useState<TwoAnswers | "fetching" | "unread">("fetching");
  const [attempt, setAttempt] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads anew.
  useEffect(() => {
    let isWanted = true;
    setFound("fetching");
    if (entry) void session.readTwoAnswers(entry).then((two) => isWanted && setFound(two ?? "unread"));
    return () => {
      isWanted = false;
    };
  }, [entry, session, attempt]);
  const two = typeof found === "string" ? null : found;
  const decide = (stands: "stored" | "own") => {
    if (two) session.decide(stands, two);
    onClose();
  };
  return (
    <Dialog
      open={entry !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={say("You answered this item in two places")}
      description={say(
        "One answer is stored, from another device or tab. The one given here is not. Say which of them stands.",
      )}
    >
      {two && <Comparison {...two} />}
      {found === "fetching" && <p className="text-sm text-muted">{say("Fetching the stored answer")}</p>}
      {found === "unread" && (
        <p role="alert" className="text-sm">
          {say("The stored answer cannot be fetched now. Yours stays on this device.")}
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        {found === "unread" && <Button onClick={() => setAttempt(attempt + 1)}>{say("Try again")}</Button>}
        <Button tone="primary" disabled={!two} onClick={() => decide("stored")}>
          {say("Keep the stored answer")}
        </Button>
        <Button disabled={!two} onClick={() => decide("own")}>
          {say("Replace it by the one given here")}
        </Button>
      </div>
    </Dialog>
  );
}
