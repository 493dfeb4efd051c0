import { CountedNote } from "@/components/analysis/counted-note";
import { PrintedParts } from "@/components/models/printed-parts";
import { Section } from "@/components/ui/page-header";
import type { ModelFigures } from "@/lib/analysis/models/figures";
import { printConditions } from "@/lib/analysis/models/print-conditions";
import { printDependability } from "@/lib/analysis/models/print-dependability";
import { printSeverity } from "@/lib/analysis/models/print-severity";

type ModelSectionsProps = {
  figures: ModelFigures;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
};

/** The models of one question: conditions, severity of people, and how many people it takes. */
export function ModelSections({ figures, personaVisibility }: ModelSectionsProps) {
  const { rule, leftOut, tally, counts, conditions, severity, dependability } = figures;
  return (
    <>
      <CountedNote rule={rule} leftOut={leftOut} tally={tally} personaVisibility={personaVisibility} counts={counts} />
      <Section
        title="How conditions differ"
        lead="One model of all labels, in which outputs, prompts and people differ too: an interval takes all three into account."
      >
        <PrintedParts parts={conditions.flatMap(printConditions)} />
      </Section>
      <Section
        title="Severity of people"
        lead="How low each person labels, whichever outputs they were given. Infit and outfit are 1 where the model holds; above 1.3 labels are noisier, below .7 too regular."
      >
        <PrintedParts parts={printSeverity(severity)} />
      </Section>
      <Section
        title="How many people it takes"
        lead="Where the spread of labels comes from, and what an average over people is worth: phi where it is read as it is, rho where only the order counts."
      >
        <PrintedParts parts={printDependability(dependability)} />
      </Section>
    </>
  );
}
