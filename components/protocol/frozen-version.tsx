"use client";

import { useState } from "react";
import { ProtocolPreview } from "@/components/protocol/protocol-preview";
import { allSamples } from "@/components/protocol/sample-items";
import { Wide } from "@/components/protocol/wide";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Markdown } from "@/components/ui/markdown";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import type { AssignedItem } from "@/lib/labeling/contract";
import type { Protocol } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";

type FrozenVersionProps = {
  studyId: string;
  number: number;
  publishedAt: Date;
  protocol: Protocol;
  guidelines: MarkdownTree;
  samples: readonly AssignedItem[];
};

/** A published version to read: its guidelines and questions, and the view raters had. */
export function FrozenVersion({ studyId, number, publishedAt, protocol, guidelines, samples }: FrozenVersionProps) {
  const [inHand, setInHand] = useState(protocol.questions[0]?.key ?? null);
  return (
    <Wide
      header={
        <PageHeader
          title={`Protocol, version ${number}`}
          lead={
            <>
              Published <Moment at={publishedAt} />. Frozen: labels given under it keep their meaning.
            </>
          }
          actions={<ButtonLink href={`/studies/${studyId}/protocol`}>Back to the draft</ButtonLink>}
        />
      }
      preview={
        <ProtocolPreview
          protocol={protocol}
          inHand={inHand}
          samples={samples.length > 0 ? samples : allSamples}
          onInHand={setInHand}
        />
      }
    >
      <section>
        <h2 className="mb-3 font-semibold">Questions</h2>
        <ol className="flex flex-col gap-2 text-sm">
          {protocol.questions.map((question, place) => (
            <li key={question.key} className="flex items-baseline gap-2 border-b py-2">
              <span className="w-5 text-muted tabular-nums">{place + 1}</span>
              <span className="flex-1">
                {question.text}
                {!question.required && <span className="text-muted"> (optional)</span>}
                <span className="block font-mono text-[12px] text-muted">{question.key}</span>
              </span>
              <Badge>{kindOf(question).name}</Badge>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="mb-3 font-semibold">Guidelines</h2>
        {guidelines.length > 0 ? (
          <Markdown className="text-sm" tree={guidelines} />
        ) : (
          <p className="text-sm">This version has no guidelines.</p>
        )}
      </section>
    </Wide>
  );
}
