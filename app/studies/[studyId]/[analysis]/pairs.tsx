import { PairSections } from "@/components/pairs/pair-sections";
import type { PairFigures } from "@/lib/analysis/pairs/figures";
import type { AnalysisView, Asked } from "./view";

const Chosen = ({ frame, figures }: Asked & { figures: PairFigures }) => (
  <PairSections figures={figures} personaVisibility={frame.personaVisibility} />
);

export const pairsView: AnalysisView<PairFigures> = { Chosen, rows: 8 };
