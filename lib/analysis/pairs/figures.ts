import type { AnalysisFilter } from "@/lib/analysis/filter";
import { judgeBasis } from "@/lib/analysis/judges/basis";
import { nameOf } from "@/lib/analysis/judges/judge-names";
import { listHeld } from "@/lib/analysis/judges/row";
import { countImported, type LabelTable } from "@/lib/analysis/label-table";
import { type Contest, compareSides, findContest } from "@/lib/analysis/pairs/comparisons";
import { compareRates, type RateBeside } from "@/lib/analysis/pairs/rates-beside";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import { type Compared, measureRanking, type Ranking } from "@/lib/measure/ranking";
import type { Question } from "@/lib/protocol/schema";
import { hasSides } from "@/lib/questions/kinds";

/** Whoever compared: the people together, or one judge. */
export type Voters = {
  id: string;
  name: string;
  comparisons: number;
  prompts: number;
  aside: number;
  /** Some two stand now one way round and now the other: only then can it be told what the first one gains. */
  hasBothOrders: boolean;
  ranking: Ranking;
};

export type PairFigures = Pick<QuestionLabels, "rule" | "leftOut" | "tally"> & {
  counts: { labels: number; imported: number; erased: number };
  /** Null where the question asks for no preference between sides. */
  contest: { factor: string | null; players: string[] } | null;
  voters: Voters[];
  /** Each judge's win rates beside those of the people's majority, on the same units. */
  beside: { id: string; name: string; rates: RateBeside[] }[];
};

/** Whether two of them were loaded in both orders. */
function standBothWays({ left, right }: Compared): boolean {
  const seen = new Set(left.map((own, place) => `${own} ${right[place]}`));
  return left.some((own, place) => seen.has(`${right[place]} ${own}`));
}

const nameContest = ({ factor, players }: Contest) => ({ factor: factor?.name ?? null, players });

/** Who is preferred to whom, by people and by judges. */
export function measurePairs(table: LabelTable, question: Question, filter: AnalysisFilter): PairFigures {
  const basis = judgeBasis(table, question, filter);
  const { selected, majority } = basis;
  const { rule, leftOut, tally, people } = selected;
  const counts = {
    labels: people.unit.length,
    imported: countImported(table, people),
    erased: table.study.erased,
  };
  const about = { rule, leftOut, tally, counts };
  if (!hasSides(question)) return { ...about, contest: null, voters: [], beside: [] };
  const contest = findContest(table, selected);
  const vote = (id: string, name: string, votes: Pick<typeof people, "unit" | "code">): Voters => {
    const { compared, aside } = compareSides(table, selected, votes, contest);
    return {
      id,
      name,
      comparisons: compared.outcome.length,
      prompts: new Set(compared.clusters?.of).size,
      aside,
      hasBothOrders: standBothWays(compared),
      ranking: measureRanking(compared, standBothWays(compared)),
    };
  };
  const judges = listHeld(basis).flatMap((held) => (held.votes ? [{ ...held, votes: held.votes }] : []));
  const beside = judges.map((held) => {
    const rates = compareRates(table, selected, { majority, judge: held.codes, contest });
    return { id: held.id, name: nameOf(held), rates };
  });
  return {
    ...about,
    contest: nameContest(contest),
    voters: [
      ...(people.unit.length > 0 ? [vote("people", "People", people)] : []),
      ...judges.map((held) => vote(held.id, nameOf(held), held.votes)),
    ],
    beside: people.unit.length > 0 ? beside : [],
  };
}
