import type { Metadata } from "next";
import { LabelingPage } from "@/components/annotate/labeling-page";
import { TryLabeling } from "@/components/annotate/try-labeling";
import { Spoken } from "@/components/language/spoken";
import { getLabelingIntro } from "@/lib/protocol/queries";
import { findOwnRater } from "@/lib/raters/queries";
import { readMarkdown } from "@/lib/reading/read-markdown";
import { requireAccess } from "@/lib/studies/access";
import { can, seesConditions } from "@/lib/studies/permissions";
import { getStudyFrame } from "@/lib/studies/queries";
import { studyHome } from "@/lib/studies/study-home";

type Props = PageProps<"/studies/[studyId]/annotate">;

// Outside the layout of a study's other pages: a phone would load their menus, which nobody sees here.
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const study = await getStudyFrame(await requireAccess((await params).studyId, "annotate"));
  return { title: { absolute: `Label · ${study.name}` } };
}

export default async function AnnotatePage({ params }: Props) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "annotate");
  const { study, guidelines } = await getLabelingIntro(access);
  const homeHref = can(access.role, "view") ? studyHome(studyId, access.role) : "/studies";
  if (seesConditions(access.role) && !(await findOwnRater(access)))
    return (
      <Spoken on="labeling">
        <TryLabeling studyId={studyId} homeHref={homeHref} />
      </Spoken>
    );
  return (
    <Spoken on="labeling">
      <LabelingPage
        studyId={studyId}
        study={study}
        guidelines={readMarkdown(guidelines)}
        homeHref={homeHref}
        userId={access.userId}
      />
    </Spoken>
  );
}
