import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { analyses, isAnalysisKey } from "@/lib/analysis/analyses";
import { analysisFilterSchema } from "@/lib/analysis/filter";
import { getAnalysisFrame } from "@/lib/analysis/queries";
import { requireAccess } from "@/lib/studies/access";
import { AnalysisFrame } from "./analysis-frame";

type Props = PageProps<"/studies/[studyId]/[analysis]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { analysis } = await params;
  return isAnalysisKey(analysis) ? { title: analyses[analysis].title } : {};
}

export default async function AnalysisPage({ params, searchParams }: Props) {
  const { studyId, analysis } = await params;
  if (!isAnalysisKey(analysis)) notFound();
  const access = await requireAccess(studyId, "view");
  const asked = analysisFilterSchema.parse(await searchParams);
  const frame = await getAnalysisFrame(access, asked.version);
  return <AnalysisFrame analysisKey={analysis} access={access} asked={asked} frame={frame} />;
}
