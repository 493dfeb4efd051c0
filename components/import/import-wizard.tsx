"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { FileDrop } from "@/components/import/file-drop";
import { MappingStep } from "@/components/import/mapping-step";
import { ReviewStep } from "@/components/import/review-step";
import { StagingStep } from "@/components/import/staging-step";
import { useImport } from "@/components/import/use-import";
import { Notice } from "@/components/ui/notice";
import type { FormatEntry } from "@/lib/formats/formats";
import type { ImportStatus } from "@/lib/imports/contract";

type ImportWizardProps = { studyId: string; formats: readonly FormatEntry[]; initial: ImportStatus | null };

/** Drop, preview and map, problems, import: one step after another, each of which can be left. */
export function ImportWizard({ studyId, formats, initial }: ImportWizardProps) {
  const { step, error, format, mapping, look, send, commit, discard, choose, hold, startOver } = useImport(
    studyId,
    initial,
  );
  const router = useRouter();
  const isDone = step.at === "review" && step.status.state === "DONE";

  // The list of imports beneath is the server's.
  useEffect(() => {
    if (isDone) router.refresh();
  }, [isDone, router]);

  return (
    <div className="mb-12">
      {error && (
        <Notice tone="danger" className="mb-6">
          {error}
        </Notice>
      )}
      {step.at === "choose" && <FileDrop onFile={(file) => look(file, { mapping: {} })} />}
      {step.at === "map" && (
        <MappingStep
          formats={formats}
          file={step.file}
          preview={step.preview ?? null}
          mapping={mapping}
          onLook={(asked) => look(step.file, { format: asked.format ?? format, mapping: asked.mapping })}
          onSend={() => send(step.file, mapping)}
          onOther={startOver}
        />
      )}
      {step.at === "staging" && <StagingStep status={step.status} onStop={() => discard(step.id)} />}
      {(step.at === "review" || step.at === "committing") && (
        <ReviewStep
          studyId={studyId}
          status={step.status}
          isCommitting={step.at === "committing"}
          onCommit={(contentWarning) => commit(step.status, contentWarning)}
          onDiscard={() => discard(step.status.id)}
          onMask={choose && ((mask) => choose(step.status.id, { mask }))}
          onEncoding={choose && ((encoding) => choose(step.status.id, { encoding }))}
          onLetters={choose && ((letters) => choose(step.status.id, { letters }))}
          onChoose={choose && ((protocol) => choose(step.status.id, { protocol }))}
          onFile={choose ? null : (file) => hold(step.status, file)}
          onAnother={startOver}
        />
      )}
    </div>
  );
}
