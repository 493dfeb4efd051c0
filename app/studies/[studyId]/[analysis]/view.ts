import type { ReactNode } from "react";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { AnalysisFrame } from "@/lib/analysis/queries";
import type { StudyAccess } from "@/lib/studies/proof";

/** Whose analysis, narrowed how, and what it may be narrowed to. `filter.question` is one that is asked. */
export type Asked = { access: StudyAccess; filter: AnalysisFilter; frame: AnalysisFrame };

type Drawn = ReactNode | Promise<ReactNode>;

/** How an analysis is drawn below the title, the filters and the versions, which are the same for all. */
export type AnalysisView<Figures> = {
  /** Above the chosen question, where there are several: all of them at a glance. */
  All?: (asked: Asked) => Drawn;
  Chosen: (asked: Asked & { figures: Figures }) => Drawn;
  /** About how many rows the figures will take, while they are awaited. */
  rows: number;
};
