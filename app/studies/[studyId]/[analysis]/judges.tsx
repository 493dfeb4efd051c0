import { JudgeSections } from "@/components/judges/judge-sections";
import { filterQuery } from "@/lib/analysis/filter-query";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { describeEpsilon } from "@/lib/studies/describe-epsilon";
import { can } from "@/lib/studies/permissions";
import { getEpsilonRecord } from "@/lib/studies/queries";
import type { AnalysisView, Asked } from "./view";

async function Chosen({ access, filter, frame, figures }: Asked & { figures: JudgeFigures }) {
  const here = `/studies/${access.studyId}/judges`;
  const hrefs = Object.fromEntries(figures.rows.map(({ id }) => [id, `${here}${filterQuery(filter, { judge: id })}`]));
  return (
    <JudgeSections
      figures={figures}
      personaVisibility={frame.personaVisibility}
      chosenId={filter.judge}
      epsilonRecord={describeEpsilon(await getEpsilonRecord(access))}
      termsHref={can(access.role, "design") ? `/studies/${access.studyId}/settings#judge-terms` : null}
      hrefs={hrefs}
    />
  );
}

export const judgesView: AnalysisView<JudgeFigures> = { Chosen, rows: 4 };
