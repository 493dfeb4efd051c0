import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import type { AnswerState, Purpose, RaterKind, RaterOrigin } from "@/lib/generated/prisma/enums";
import { answerWords } from "@/lib/items/answer-words";
import { latestJudgments } from "@/lib/items/latest-judgments";
import type { Question } from "@/lib/protocol/schema";

const unsaid = {
  GIVEN: "",
  CANNOT_JUDGE: "Cannot judge",
  REFUSAL: "Refusal",
  MISSING: "Missing",
  UNPARSED: "Unparsed",
};

type StoredJudgment = {
  id: string;
  raterId: string;
  purpose: Purpose;
  occurrence: number;
  revision: number;
  rater: { pseudonym: string; kind: RaterKind; origin: RaterOrigin };
  version: { number: number };
  answers: readonly {
    questionKey: string;
    target: string;
    state: AnswerState;
    value: string | null;
    rationale: string | null;
  }[];
};

type ItemLabelsProps = {
  judgments: readonly StoredJudgment[];
  /** By protocol version. */
  questions: ReadonlyMap<number, readonly Question[]>;
  /** Part key -> what it is called. */
  names: ReadonlyMap<string, string>;
};

/** Every current label of the item, by pseudonym, in the words it was given in. */
export function ItemLabels({ judgments, questions, names }: ItemLabelsProps) {
  const questionOf = (version: number, key: string) => questions.get(version)?.find((one) => one.key === key);
  const rows = latestJudgments(judgments).flatMap(({ answers, ...judgment }) =>
    answers.map((answer) => ({ ...judgment, answer })),
  );
  return (
    <Table>
      <thead>
        <tr>
          <Th>Rater</Th>
          <Th>Question</Th>
          <Th>Answer</Th>
          <Th>Counts as</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, rater, purpose, occurrence, revision, version, answer }) => (
          <tr key={`${id} ${answer.questionKey} ${answer.target}`}>
            <Td className="whitespace-nowrap">
              {rater.pseudonym} {rater.kind !== "HUMAN" && <Badge tone="accent">{rater.kind.toLowerCase()}</Badge>}{" "}
              {rater.origin === "SIMULATED" && <Badge tone="attention">simulated</Badge>}
            </Td>
            <Td className="min-w-32">{questionOf(version.number, answer.questionKey)?.text ?? answer.questionKey}</Td>
            <Td className="max-w-80">
              <span dir="auto" className="line-clamp-3">
                {answer.state === "GIVEN" && answer.value !== null
                  ? answerWords(questionOf(version.number, answer.questionKey), answer.value, names)
                  : unsaid[answer.state]}
              </span>
              {answer.rationale && (
                <p dir="auto" className="mt-1 line-clamp-3 text-[13px] text-muted">
                  {answer.rationale}
                </p>
              )}
            </Td>
            <Td className="text-[13px] whitespace-nowrap text-muted">
              {purpose.toLowerCase()}
              {occurrence > 1 && `, vote ${occurrence}`}
              {revision > 1 && `, revision ${revision}`}, version {version.number}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
