import { ModelSections } from "@/components/models/model-sections";
import type { ModelFigures } from "@/lib/analysis/models/figures";
import type { AnalysisView, Asked } from "./view";

const Chosen = ({ frame, figures }: Asked & { figures: ModelFigures }) => (
  <ModelSections figures={figures} personaVisibility={frame.personaVisibility} />
);

export const modelsView: AnalysisView<ModelFigures> = { Chosen, rows: 8 };
