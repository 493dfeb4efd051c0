"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { countOf } from "@/lib/format-number";
import { describeChanges } from "@/lib/protocol/describe-changes";
import type { Protocol } from "@/lib/protocol/schema";
import type { Result } from "@/lib/result";

type PublishDialogProps = {
  number: number;
  protocol: Protocol;
  published: { number: number; protocol: Protocol; labels: number } | null;
  /** Items on raters' screens now. */
  openLeases: number;
  /** Questions that the study's items cannot answer. */
  misfits: readonly string[];
  /** Questions that some of them are not asked. */
  unasked: readonly string[];
  isDisabled: boolean;
  onPublish: () => Promise<Result<{ number: number }>>;
};

/** What happens on publishing, in sentences. */
function listConsequences({ published, openLeases }: Pick<PublishDialogProps, "published" | "openLeases">): string[] {
  return [
    "The version is frozen: it can be read, and never changes.",
    ...(published && openLeases > 0
      ? [
          `${countOf(openLeases, "item that is on a rater's screen now is", "items that are on raters' screens now are")} finished under version ${published.number}.`,
        ]
      : []),
    ...(published && published.labels > 0
      ? [
          `${countOf(published.labels, "label", "labels")} of version ${published.number} stay as they are. The analysis keeps the versions apart and shows the one with most labels unless you choose another.`,
        ]
      : []),
  ];
}

function Warning({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Notice tone="attention" title={title}>
      {lines.map((line) => (
        <p key={line} className="mt-1">
          {line}
        </p>
      ))}
    </Notice>
  );
}

/** Publishing, with what changes and what happens; nothing here can be half done. */
export function PublishDialog(props: PublishDialogProps) {
  const { number, protocol, published, misfits, unasked, isDisabled, onPublish } = props;
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPublishing, startPublishing] = useTransition();
  const changes = published ? describeChanges(published.protocol, protocol) : [];
  const publish = () =>
    startPublishing(async () => {
      const result = await onPublish();
      if (result.ok) setOpen(false);
      else setProblem(result.reason);
    });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setProblem(null);
      }}
      title={`Publish version ${number}`}
      trigger={
        <Button tone="primary" disabled={isDisabled}>
          Publish version {number}
        </Button>
      }
    >
      <div className="flex flex-col gap-5 text-sm">
        {published ? (
          <div>
            <p className="font-medium">Against version {published.number}</p>
            <ul className="mt-1 list-disc pl-5">
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </div>
        ) : (
          <p>
            The first version: {countOf(protocol.questions.length, "question", "questions")}
            {protocol.guidelines.trim() === "" && ", without guidelines"}.
          </p>
        )}
        <div>
          <p className="font-medium">What happens</p>
          <ul className="mt-1 list-disc pl-5">
            {listConsequences(props).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
        <Warning title="Raters would be stuck" lines={misfits} />
        <Warning title="Not asked on every item" lines={unasked} />
        {problem && <Notice tone="danger">{problem}</Notice>}
        <div className="flex gap-2">
          <Button tone="primary" disabled={isPublishing} onClick={publish}>
            {isPublishing ? "Publishing" : `Publish version ${number}`}
          </Button>
          <Button tone="quiet" onClick={() => setOpen(false)}>
            Not yet
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
