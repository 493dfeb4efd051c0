"use client";

import { useState } from "react";
import { GuidelinesField } from "@/components/protocol/guidelines-field";
import { ProtocolPreview } from "@/components/protocol/protocol-preview";
import { PublishDialog } from "@/components/protocol/publish-dialog";
import { QuestionList } from "@/components/protocol/question-list";
import { allSamples } from "@/components/protocol/sample-items";
import { type DraftState, type SaveDraft, useDraft } from "@/components/protocol/use-draft";
import { VersionList } from "@/components/protocol/version-list";
import { Wide } from "@/components/protocol/wide";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { AssignedItem } from "@/lib/labeling/contract";
import { describeChanges } from "@/lib/protocol/describe-changes";
import { findMisfits, type LayoutCount } from "@/lib/protocol/find-misfits";
import { findUnasked, listOffered } from "@/lib/protocol/offered-targets";
import { type Protocol, protocolSchema, type Question } from "@/lib/protocol/schema";
import type { Result } from "@/lib/result";

type ProtocolEditorProps = {
  studyId: string;
  protocol: Protocol;
  digest: string;
  nextNumber: number;
  published: { number: number; protocol: Protocol } | null;
  versions: readonly { number: number; publishedAt: Date; labels: number }[];
  layouts: readonly LayoutCount[];
  samples: readonly AssignedItem[];
  openLeases: number;
  save: SaveDraft;
  publish: (input: { studyId: string; digest: string }) => Promise<Result<{ number: number }>>;
  discard: (input: { studyId: string }) => Promise<Result<null>>;
};

const stateWords: Record<DraftState, string> = {
  saved: "Saved",
  saving: "Saving",
  invalid: "Not saved: mend what is marked",
  failed: "Not saved",
};

/** The last state of the draft that could be asked: the preview does not vanish while a label is being retyped. */
function useLastValid(protocol: Protocol): Protocol {
  const [valid, setValid] = useState(protocol);
  const parsed = protocolSchema.safeParse(protocol);
  if (parsed.success && JSON.stringify(parsed.data) !== JSON.stringify(valid)) setValid(parsed.data);
  return valid;
}

/** Questions and guidelines on the left, what raters will see on the right; saved as one types, frozen on publishing. */
export function ProtocolEditor(props: ProtocolEditorProps) {
  const { studyId, digest, nextNumber, published, versions, layouts, samples, openLeases, save, publish, discard } =
    props;
  const draft = useDraft({ studyId, initial: props.protocol, initialDigest: digest, save });
  const { protocol, errors } = draft;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const shown = useLastValid(protocol);
  const isChanged = !published || describeChanges(published.protocol, shown).length > 0;
  const knownKeys = new Set(published?.protocol.questions.map(({ key }) => key));
  const labels = versions.find(({ number }) => number === published?.number)?.labels ?? 0;
  const write = (questions: Question[]) => draft.change({ ...protocol, questions });
  const [discarding, setDiscarding] = useState(false);

  const header = (
    <PageHeader
      title="Protocol"
      lead={
        isChanged
          ? `Draft of version ${nextNumber}. Raters see it once it is published.`
          : `Version ${published?.number} is published and in use. A change begins a draft of version ${nextNumber}.`
      }
      actions={
        <>
          <span role="status" className="self-center px-2 text-sm text-muted">
            {stateWords[draft.state]}
          </span>
          {published && isChanged && (
            <Button
              tone="quiet"
              disabled={discarding}
              onClick={async () => {
                setDiscarding(true);
                await discard({ studyId });
                draft.change(published.protocol);
                setDiscarding(false);
              }}
            >
              Discard the draft
            </Button>
          )}
          <PublishDialog
            openLeases={openLeases}
            protocol={shown}
            number={nextNumber}
            published={published && { ...published, labels }}
            misfits={findMisfits(protocol.questions, layouts)}
            unasked={findUnasked(protocol.questions, { layouts, personaVisibility: protocol.personaVisibility })}
            isDisabled={!isChanged || draft.state !== "saved" || !draft.isValid || protocol.questions.length === 0}
            onPublish={() => publish({ studyId, digest: draft.digest })}
          />
        </>
      }
    />
  );

  return (
    <Wide
      header={header}
      preview={
        <ProtocolPreview
          protocol={shown}
          samples={samples.length > 0 ? samples : allSamples}
          inHand={openKey ?? shown.questions[0]?.key ?? null}
          onInHand={setOpenKey}
        />
      }
    >
      {draft.problem && (
        <Notice tone="danger">
          <p>{draft.problem}.</p>
          <Button size="small" className="mt-2" onClick={draft.retry}>
            Try again
          </Button>
        </Notice>
      )}
      <QuestionList
        questions={protocol.questions}
        errors={errors}
        knownKeys={knownKeys}
        openKey={openKey}
        offered={listOffered({ layouts, personaVisibility: protocol.personaVisibility })}
        onOpen={setOpenKey}
        onChange={write}
        onRestructure={(questions) => draft.restructure({ ...protocol, questions })}
        onUndo={draft.undo}
      />
      <SelectField
        label="The persona's card"
        hint="Whatever you choose is stated with the results."
        value={protocol.personaVisibility}
        onChange={({ target }) =>
          draft.change({ ...protocol, personaVisibility: target.value as Protocol["personaVisibility"] })
        }
      >
        <option value="SHOWN">Shown with the item</option>
        <option value="HIDDEN">Hidden</option>
        <option value="AFTER_ANSWER">Shown after the answer is stored, which then cannot be changed</option>
      </SelectField>
      <SelectField
        label="Texts to judge and to judge by"
        hint="With Markdown, raters can look at every text as written too, by one key; which they used is kept with the label."
        value={protocol.textStyle}
        onChange={({ target }) => draft.change({ ...protocol, textStyle: target.value as Protocol["textStyle"] })}
      >
        <option value="MARKDOWN">Unambiguous Markdown set as type, all else as written</option>
        <option value="PLAIN">Plain: every sign as written</option>
      </SelectField>
      <GuidelinesField
        value={protocol.guidelines}
        error={errors.guidelines}
        onChange={(guidelines) => draft.change({ ...protocol, guidelines })}
      />
      <VersionList studyId={studyId} versions={versions} />
    </Wide>
  );
}
