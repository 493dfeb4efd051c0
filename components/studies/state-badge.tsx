import { Badge } from "@/components/ui/badge";
import type { StudyState } from "@/lib/generated/prisma/enums";
import { inEnglish, type Say } from "@/lib/languages/say";
import { stateWords } from "@/lib/studies/state";

const tones: Record<StudyState, "plain" | "accent" | "attention"> = {
  DRAFT: "plain",
  OPEN: "accent",
  PAUSED: "attention",
  CLOSED: "plain",
};

export function StateBadge({ state, say = inEnglish }: { state: StudyState; say?: Say }) {
  return (
    <Badge tone={tones[state]} title={say(stateWords[state].means)}>
      {say(stateWords[state].name)}
    </Badge>
  );
}

/** Wherever a demo's content or figures are shown. */
export function DemoBadge({ say = inEnglish }: { say?: Say }) {
  return (
    <Badge tone="attention" title={say("Made-up texts, simulated raters and judges")}>
      <span className="max-sm:hidden">{say("Demo, simulated")}</span>
      <span className="sm:hidden">{say("Simulated")}</span>
    </Badge>
  );
}
