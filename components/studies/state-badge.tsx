import { Badge } from "@/components/ui/badge";
import type { StudyState } from "@/lib/generated/prisma/enums";
import { stateWords } from "@/lib/studies/state";

const tones: Record<StudyState, "plain" | "accent" | "attention"> = {
  DRAFT: "plain",
  OPEN: "accent",
  PAUSED: "attention",
  CLOSED: "plain",
};

export function StateBadge({ state }: { state: StudyState }) {
  return (
    <Badge tone={tones[state]} title={stateWords[state].means}>
      {stateWords[state].name}
    </Badge>
  );
}

/** Wherever a demo's content or figures are shown. */
export function DemoBadge() {
  return (
    <Badge tone="attention" title="Made-up texts, simulated raters and judges">
      <span className="max-sm:hidden">Demo, simulated</span>
      <span className="sm:hidden">Simulated</span>
    </Badge>
  );
}
