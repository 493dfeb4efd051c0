import { AgreementSections } from "@/components/agreement/agreement-sections";
import { QuestionChart } from "@/components/agreement/question-chart";
import type { AgreementDetail } from "@/lib/analysis/agreement/detail";
import { findFigures, listItemNames } from "@/lib/analysis/queries";
import { partNames } from "@/lib/items/part-names";
import { listExcerpts } from "@/lib/items/queries";
import type { AnalysisView, Asked } from "./view";

/** Every question of the version; the chosen one among them is computed once for both sections. */
async function All({ access, filter, frame }: Asked) {
  const all = await Promise.all(
    frame.questions.map(({ key }) => findFigures("agreement", access, { ...filter, question: key })),
  );
  return <QuestionChart questions={all.filter((figures) => figures !== null)} />;
}

async function Chosen({ access, frame, figures }: Asked & { figures: AgreementDetail }) {
  const ids = figures.disputed.map(({ itemId }) => itemId);
  const [items, excerpts] = await Promise.all([listItemNames(access, ids), listExcerpts(access, ids)]);
  const names = new Map(
    items.map(({ id, externalId, task, parts }) => [
      id,
      { externalId, words: task.prompt || (excerpts.get(id) ?? ""), parts: partNames(parts) },
    ]),
  );
  return (
    <AgreementSections
      studyId={access.studyId}
      detail={figures}
      names={names}
      personaVisibility={frame.personaVisibility}
    />
  );
}

export const agreementView: AnalysisView<AgreementDetail> = { All, Chosen, rows: 5 };
