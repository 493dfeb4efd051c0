import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FrozenVersion } from "@/components/protocol/frozen-version";
import { ProtocolEditor } from "@/components/protocol/protocol-editor";
import { listSamples } from "@/lib/labeling/show/sample-items";
import { discardDraft, publishDraft, saveDraft } from "@/lib/protocol/actions";
import { findVersion, getProtocolEditor } from "@/lib/protocol/queries";
import { readMarkdown } from "@/lib/reading/read-markdown";
import { requireAccess } from "@/lib/studies/access";

export const metadata: Metadata = { title: "Protocol" };

export default async function ProtocolPage({ params, searchParams }: PageProps<"/studies/[studyId]/protocol">) {
  const { studyId } = await params;
  const { version } = await searchParams;
  const access = await requireAccess(studyId, "design");
  const editor = await getProtocolEditor(access);
  const samples = await listSamples(access, editor.layouts);
  if (version === undefined)
    return (
      <ProtocolEditor
        key={editor.nextNumber}
        studyId={studyId}
        {...editor}
        samples={samples}
        save={saveDraft}
        publish={publishDraft}
        discard={discardDraft}
      />
    );
  const found = /^\d{1,6}$/.test(String(version)) ? await findVersion(access, Number(version)) : null;
  if (!found?.publishedAt) notFound();
  const { number, protocol, publishedAt } = found;
  return (
    <FrozenVersion
      studyId={studyId}
      number={number}
      protocol={protocol}
      guidelines={readMarkdown(protocol.guidelines)}
      publishedAt={publishedAt}
      samples={samples}
    />
  );
}
