import type { Metadata } from "next";
import { z } from "zod";
import { ImportHistory } from "@/components/import/import-history";
import { ImportWizard } from "@/components/import/import-wizard";
import { PageHeader, Section } from "@/components/ui/page-header";
import { listReadable } from "@/lib/formats/formats";
import { findImport, listImports } from "@/lib/imports/queries";
import { requireAccess } from "@/lib/studies/access";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params, searchParams }: PageProps<"/studies/[studyId]/import">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "design");
  const id = z.uuid().safeParse((await searchParams).id);
  const [imports, initial] = await Promise.all([listImports(access), id.success ? findImport(access, id.data) : null]);
  const formats = listReadable();
  return (
    <>
      <PageHeader
        title="Import"
        lead="Model outputs, personas, labels people already gave, judge scores. All of a file comes in, or nothing does."
      />
      <ImportWizard key={initial?.id ?? "new"} studyId={studyId} formats={formats} initial={initial} />
      {imports.length > 0 && (
        <Section title="Imports so far">
          <ImportHistory imports={imports} formats={formats} />
        </Section>
      )}
    </>
  );
}
