import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import { agreementView } from "./agreement";
import { judgesView } from "./judges";
import { modelsView } from "./models";
import { pairsView } from "./pairs";
import type { AnalysisView } from "./view";

/** How each analysis is drawn. */
export const views: { readonly [Key in AnalysisKey]: AnalysisView<FiguresOf<Key>> } = {
  agreement: agreementView,
  judges: judgesView,
  models: modelsView,
  pairs: pairsView,
};
