import type { Metadata } from "next";
import { ExportForm } from "@/components/exports/export-form";
import { PageHeader, Section } from "@/components/ui/page-header";
import { exportCatalogue } from "@/lib/exports/catalogue";
import { listAskedQuestions } from "@/lib/exports/queries";
import { requireAccess } from "@/lib/studies/access";

export const metadata: Metadata = { title: "Export" };

export default async function ExportsPage({ params }: PageProps<"/studies/[studyId]/exports">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "export");
  const { versions, questions } = await listAskedQuestions(access);
  return (
    <>
      <PageHeader
        title="Export"
        lead="The same data gives the same bytes. Raters appear under their pseudonyms only, and every zip says in manifest.json what counted and what was left out."
      />
      {exportCatalogue.map((entry) => (
        <Section key={entry.key} id={entry.key} title={entry.title} lead={entry.description}>
          <ExportForm studyId={studyId} entry={entry} versions={versions} questions={questions} />
        </Section>
      ))}
    </>
  );
}
