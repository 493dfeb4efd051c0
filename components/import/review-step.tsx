"use client";

import { useState } from "react";
import { ContentWarningField } from "@/components/import/content-warning-field";
import { EncodingField } from "@/components/import/encoding-field";
import { FileAgain, isWrittenOtherwise } from "@/components/import/file-again";
import { FirstRecords } from "@/components/import/first-records";
import { ItemMixing } from "@/components/import/item-mixing";
import { LettersReview } from "@/components/import/letters-review";
import { NamingReview } from "@/components/import/naming-review";
import { ProblemList } from "@/components/import/problem-list";
import { ProtocolReview } from "@/components/import/protocol-review";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import { formatCount } from "@/lib/format-number";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { ImportCounts, ImportStatus, ProtocolChoice } from "@/lib/imports/contract";
import { describeGold } from "@/lib/imports/describe-gold";
import { importedWords } from "@/lib/imports/imported-words";

/** What stands behind a count of one, and behind any other. */
const words: Record<keyof ImportCounts, readonly [one: string, many: string]> = {
  personas: ["persona", "personas"],
  items: ["item", "items"],
  unservable: ["of them without text, never shown to raters", "of them without text, never shown to raters"],
  itemsKnown: ["item already here, unchanged", "items already here, unchanged"],
  raters: ["person who labeled", "people who labeled"],
  judges: ["judge", "judges"],
  labels: ["label", "labels"],
  labelsKnown: ["label already here", "labels already here"],
  labelsRepaired: [
    "label repaired: what was missing or not parsed is filled in",
    "labels repaired: what was missing or not parsed is filled in",
  ],
  missing: ["label missing", "labels missing"],
  unparsed: [
    "judge answer that could not be parsed, kept as such",
    "judge answers that could not be parsed, kept as such",
  ],
  offScale: [
    "number of a judge off the scale, kept and never counted as a value",
    "numbers of judges off the scale, kept and never counted as values",
  ],
  repeats: ["repeated vote, kept as a vote of its own", "repeated votes, kept as votes of their own"],
};

export function ImportedCounts({ counts }: { counts: ImportCounts }) {
  const shown = (Object.keys(words) as (keyof ImportCounts)[]).filter((key) => counts[key] > 0);
  return (
    <dl className="grid max-w-2xl grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {shown.map((key) => (
        <div key={key} className="contents">
          <dt className="order-2 text-right font-medium tabular-nums">{formatCount(counts[key])}</dt>
          <dd className="order-2">{words[key][counts[key] === 1 ? 0 : 1]}</dd>
        </div>
      ))}
    </dl>
  );
}

type ReviewStepProps = {
  studyId: string;
  status: ImportStatus;
  isCommitting: boolean;
  onCommit: (contentWarning?: string) => void;
  onDiscard: () => void;
  onChoose: ((choice: ProtocolChoice) => void) | null;
  onMask: ((terms: string[]) => void) | null;
  onEncoding: ((encoding: MappingInput["encoding"]) => void) | null;
  onLetters: ((letters: MappingInput["letters"]) => void) | null;
  /** Takes the file again; null while the page holds it. */
  onFile: ((file: File) => void) | null;
  onAnother: () => void;
};

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 pl-5 text-sm">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** Everything is read: what it is, what is wrong with it, and the one button that makes it visible. */
export function ReviewStep({
  studyId,
  status,
  isCommitting,
  onCommit,
  onDiscard,
  onChoose,
  onMask,
  onEncoding,
  onLetters,
  onFile,
  onAnother,
}: ReviewStepProps) {
  const { state, counts, problems, problemCount, sample, shownItems, notes } = status;
  const [warning, setWarning] = useState<string | null>(null);
  if (state === "DONE")
    return (
      <Section title={`${status.fileName} is imported`} lead={importedWords(status)}>
        <ImportedCounts counts={counts} />
        <ItemMixing status={status} />
        <div className="mt-6 flex flex-wrap gap-2">
          <ButtonLink tone="primary" href={`/studies/${studyId}/items`}>
            See the items
          </ButtonLink>
          <ButtonLink href={`/studies/${studyId}/agreement`}>See agreement</ButtonLink>
          <Button onClick={onAnother}>Import another file</Button>
        </div>
      </Section>
    );
  return (
    <Section title={status.fileName} actions={<Button onClick={onDiscard}>Back to the mapping</Button>}>
      <div className="flex flex-col gap-8">
        <ImportedCounts counts={counts} />
        {onFile && <FileAgain status={status} onFile={onFile} />}
        {state === "READY" ? (
          <>
            <ProtocolReview status={status} onChoose={onChoose} />
            <Notes notes={notes} />
            <LettersReview letters={status.letters} onChoose={onLetters} />
            <ItemMixing status={status} />
            {status.contentWarning !== null && (
              <ContentWarningField value={warning ?? status.contentWarning} onChange={setWarning} />
            )}
            <div className="flex items-center gap-4">
              <Button tone="primary" disabled={isCommitting} onClick={() => onCommit(warning ?? undefined)}>
                {isCommitting ? "Importing" : "Import"}
              </Button>
              <p className="text-sm text-muted">All of it or nothing, in one step. Labeling goes on meanwhile.</p>
            </div>
            {describeGold(status.gold).map((words) => (
              <Notice key={words}>{words}</Notice>
            ))}
            <NamingReview status={status} onMask={onMask} />
            <FirstRecords sample={sample} shownItems={shownItems} />
          </>
        ) : (
          <>
            {onEncoding && isWrittenOtherwise(status) && (
              <div className="max-w-md">
                <EncodingField guess={null} chosen={status.mapping.encoding} onChoose={onEncoding} isAsked />
              </div>
            )}
            <ProblemList problems={problems} total={problemCount} />
            <Notes notes={notes} />
            {status.offers.length > 1 && <ProtocolReview status={status} onChoose={onChoose} />}
          </>
        )}
      </div>
    </Section>
  );
}
