"use client";

import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { countOf } from "@/lib/format-number";
import type { ImportStatus } from "@/lib/imports/contract";

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Waiting is told in files: how long one takes nobody knows. */
const describeWait = (ahead: number) => `Waiting for its turn: ${countOf(ahead, "file is", "files are")} read first.`;

function describeProgress({ bytesRead, bytesTotal, counts, filesAhead }: ImportStatus): string {
  if (filesAhead > 0 && bytesRead === 0) return describeWait(filesAhead);
  const read = bytesTotal > 0 ? `${megabytes(bytesRead)} of ${megabytes(bytesTotal)}` : "Beginning";
  if (counts.items + counts.labels === 0) return read;
  return `${read}: ${countOf(counts.items, "item")}, ${countOf(counts.labels, "label")}`;
}

type StagingStepProps = { status: ImportStatus | null; onStop: () => void };

/** The file is on its way and being checked: how far, and a way to stop. */
export function StagingStep({ status, onStop }: StagingStepProps) {
  const read = status?.bytesRead ?? 0;
  const total = status?.bytesTotal ?? 0;
  return (
    <Section title="Reading and checking" lead="It goes on without this page. Nothing is imported yet.">
      <div className="flex max-w-xl flex-col gap-3">
        <Progress value={read} max={total} label="Part of the file that is checked" />
        <p aria-live="polite" className="text-sm text-muted tabular-nums">
          {status ? describeProgress(status) : "Beginning"}
        </p>
        <div>
          <Button onClick={onStop}>Stop</Button>
        </div>
      </div>
    </Section>
  );
}
