import { Badge } from "@/components/ui/badge";
import type { AnswerState, Purpose, RaterKind, RaterOrigin } from "@/lib/generated/prisma/enums";
import { answerWords } from "@/lib/items/answer-words";
import { latestJudgments } from "@/lib/items/latest-judgments";
import type { Question } from "@/lib/protocol/schema";
import { compareTargets, itemTarget, nameTarget } from "@/lib/questions/targets";

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

type Answer = StoredJudgment["answers"][number];

/** As the protocol asks: a confidence stands behind what it is about. */
function inOrder(answers: readonly Answer[], asked: readonly Question[] = []): Answer[] {
  const place = ({ questionKey }: Answer) => asked.findIndex(({ key }) => key === questionKey);
  return [...answers].sort((a, b) => place(a) - place(b) || compareTargets(a.target, b.target));
}

type AnswerLineProps = {
  answer: Answer;
  question: Question | undefined;
  names: ReadonlyMap<string, string>;
};

function AnswerLine({ answer: { questionKey, target, state, value, rationale }, question, names }: AnswerLineProps) {
  return (
    <>
      <dt className="text-muted wrap-anywhere">
        {question?.text ?? questionKey}
        {target !== itemTarget && ` (${nameTarget(target, names)})`}
      </dt>
      <dd className="mb-1 min-w-0 wrap-anywhere">
        <span dir="auto" className="line-clamp-3">
          {state === "GIVEN" && value !== null ? answerWords(question, value, names) : unsaid[state]}
        </span>
        {rationale && (
          <p dir="auto" className="mt-1 line-clamp-3 text-[13px] text-muted">
            {rationale}
          </p>
        )}
      </dd>
    </>
  );
}

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
  return (
    <ul className="divide-y border-y">
      {latestJudgments(judgments).map(({ id, rater, answers, purpose, occurrence, revision, version }) => (
        <li key={id} className="py-3">
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
            <span className="font-medium wrap-anywhere">{rater.pseudonym}</span>
            {rater.kind !== "HUMAN" && <Badge tone="accent">{rater.kind.toLowerCase()}</Badge>}
            {rater.origin === "SIMULATED" && <Badge tone="attention">simulated</Badge>}
            <span className="ml-auto text-[13px] text-muted">
              {purpose.toLowerCase()}
              {occurrence > 1 && `, vote ${occurrence}`}
              {revision > 1 && `, revision ${revision}`}, version {version.number}
            </span>
          </p>
          <dl className="mt-1.5 grid grid-cols-1 gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
            {inOrder(answers, questions.get(version.number)).map((answer) => (
              <AnswerLine
                key={`${answer.questionKey} ${answer.target}`}
                answer={answer}
                names={names}
                question={questionOf(version.number, answer.questionKey)}
              />
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
