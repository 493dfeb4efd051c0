import { CountedNote } from "@/components/analysis/counted-note";
import { PrintedParts } from "@/components/models/printed-parts";
import { Empty } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import type { PairFigures } from "@/lib/analysis/pairs/figures";
import { printVoters, ratesTable, refuseContest, strengthsMean } from "@/lib/analysis/pairs/print";
import { countOf } from "@/lib/format-number";

type PairSectionsProps = { figures: PairFigures; personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER" };

/** Who is preferred to whom on one question: people first, then each judge, then both on the same units. */
export function PairSections({ figures, personaVisibility }: PairSectionsProps) {
  const { contest, voters, beside, rule, leftOut, tally, counts } = figures;
  const refused = refuseContest(figures);
  if (refused !== null || !contest) return <Empty title="Nothing to rank here">{refused}</Empty>;
  return (
    <>
      <CountedNote rule={rule} leftOut={leftOut} tally={tally} personaVisibility={personaVisibility} counts={counts} />
      <p className="max-w-[75ch] text-sm text-muted">{strengthsMean}</p>
      {voters.map((own) => (
        <Section
          key={own.id}
          title={own.id === "people" ? "What people prefer" : `What ${own.name} prefers`}
          lead={`${countOf(own.comparisons, "comparison")} on ${countOf(own.prompts, "prompt")}, ${contest.factor === null ? "whole conditions" : `by ${contest.factor}`}.`}
        >
          <PrintedParts parts={printVoters(own, contest.players)} />
        </Section>
      ))}
      {beside.length > 0 && (
        <Section
          title="Judges beside people"
          lead="Win rates on the units that both a judge and the majority of people decided on, a tie being half: what a leaderboard by the judge would say otherwise."
        >
          <PrintedParts parts={beside.map(({ name, rates }) => ratesTable(name, rates))} />
        </Section>
      )}
    </>
  );
}
