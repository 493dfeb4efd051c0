import type { JudgeBasis } from "@/lib/analysis/judges/basis";
import { type Identification, type Identified, measureIdentification } from "@/lib/measure/identification";
import { pick } from "@/lib/measure/pick";
import type { Votes } from "@/lib/measure/votes";
import type { Defined } from "@/lib/stats/defined";

/** Probabilities in the order of the options; null where they are none over these options. */
function readProbabilities(given: Readonly<Record<string, number>> | undefined, options: number): number[] | null {
  if (!given) return null;
  const list = Array.from({ length: options }, (_, place) => given[String(place + 1)] ?? 0);
  const sum = list.reduce((total, probability) => total + probability, 0);
  return list.every((probability) => probability >= 0) && Math.abs(sum - 1) <= 0.01 ? list : null;
}

function listIdentified({ table, selected, truth, design }: JudgeBasis, votes: Votes): Identified[] {
  const optionsOf = pick(table.items.parts, pick(selected.unitItem, votes.unit));
  return [...votes.unit].flatMap((unit, vote) => {
    const options = optionsOf[vote] ?? 0;
    const [right, choice] = [truth[unit] ?? -1, votes.code[vote] ?? -1];
    if (right < 0 || right >= options || choice >= options) return [];
    const given = readProbabilities(table.labels.probabilities.get(votes.label[vote] ?? -1), options);
    const probabilities = given ?? Array.from({ length: options }, (_, option) => Number(option === choice));
    return [
      {
        answer: { probabilities, truth: right, choice },
        hasProbabilities: given !== null,
        cluster: design.clusterOf(unit),
      },
    ];
  });
}

/** Answers that say which of an item's own options it is, against the truth. */
export const identify = (basis: JudgeBasis, votes: Votes): Defined<Identification> =>
  measureIdentification(listIdentified(basis, votes));
